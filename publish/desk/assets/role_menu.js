// A menu of the roles that a line may have.

import { element } from "./dom.js";

let close = () => {};

export function openMenu(box, label, choices, current, choose) {
  close();
  const before = document.activeElement;
  const items = choices.map((choice) =>
    element(
      "button",
      {
        type: "button",
        role: "menuitemradio",
        tabIndex: -1,
        aria: { checked: String((choice.role ?? "") === (current ?? "")) },
        on: { click: () => end(() => choose(choice.role)) },
      },
      choice.label,
    ),
  );
  const menu = element("div", { className: "menu", role: "menu", aria: { label } }, items);
  menu.addEventListener("keydown", (event) => move(event, items, () => end()));
  const leave = (event) => {
    if (!menu.contains(event.target)) end();
  };

  function end(then) {
    close = () => {};
    removeEventListener("pointerdown", leave, true);
    menu.remove();
    before?.focus?.();
    then?.();
  }

  close = end;
  document.body.append(menu);
  place(menu, box);
  addEventListener("pointerdown", leave, true);
  (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0]).focus();
}

function place(menu, box) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = box.bottom + height < innerHeight ? box.bottom : Math.max(8, box.top - height);
  menu.style.top = `${below}px`;
  menu.style.left = `${Math.min(Math.max(8, box.left), innerWidth - width - 8)}px`;
}

function move(event, items, end) {
  const at = items.indexOf(document.activeElement);
  const steps = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    end();
  } else if (event.key in steps) {
    event.preventDefault();
    items[steps[event.key]].focus();
  }
  event.stopPropagation();
}
