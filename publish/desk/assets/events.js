// The stream of events of the server, one for all tabs of the browser.
//
// A browser opens six connections to a server at most, and a stream takes one for itself. The tab
// that holds a lock reads the stream and tells the others; a hidden tab gives the lock back.

const LOCK = "publish-desk-events";
const REFRESH = { refresh: true };
const RETRY_MS = 2000;

// Calls `receive` with each event, and with {refresh: true} whenever events may have been missed;
// `answers(false)` when the server does not answer, `answers(true)` when it does again.
export function follow(receive, answers) {
  const channel = new BroadcastChannel(LOCK);
  let release = null;
  let waiting = null;

  function tell(event) {
    channel.postMessage(event);
    hear(event);
  }

  function hear(event) {
    if ("answers" in event) answers(event.answers);
    else receive(event);
  }

  function readStream() {
    let stream = open();
    let retry = null;

    // A stream that a server refuses is closed for good; a broken one connects again by itself.
    function open() {
      const opened = new EventSource("/api/events");
      opened.onopen = () => {
        tell({ answers: true });
        tell(REFRESH);
      };
      opened.onerror = () => {
        tell({ answers: false });
        if (opened.readyState === EventSource.CLOSED) {
          retry = setTimeout(() => (stream = open()), RETRY_MS);
        }
      };
      opened.onmessage = (message) => tell(JSON.parse(message.data));
      return opened;
    }

    return new Promise((resolve) => {
      release = () => {
        clearTimeout(retry);
        stream.close();
        release = null;
        resolve();
      };
    });
  }

  function begin() {
    waiting = new AbortController();
    navigator.locks.request(LOCK, { signal: waiting.signal }, readStream).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }

  channel.onmessage = (message) => hear(message.data);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      waiting?.abort();
      release?.();
    } else {
      begin();
      hear(REFRESH);
    }
  });
  if (document.visibilityState !== "hidden") begin();
}
