"""Mails: the text in any form, without persons, dates and what is attached."""

from __future__ import annotations

from base64 import b64encode
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publish.diagnostics import PublishError
from publish.diagnostics.rules import readers as rules
from publish.readers.detection import decode_file
from tests.readers.html.pages import codes, work

TEXT = "The Gate\n\nThe gate was open, and he went in.\n\nשלום לכולם, זה השער.\n"
PRIVATE = ("editor@example.org", "Rivka Levi", "12 Mar 2024", "+972-50-123-4567")


def mail(**content: str) -> EmailMessage:
    """A mail with the headers that mails have."""
    message = EmailMessage()
    message["From"] = "Rivka Levi <editor@example.org>"
    message["To"] = "editor@example.org"
    message["Subject"] = "Fwd: שער"
    message["Date"] = "Tue, 12 Mar 2024 10:00:00 +0200"
    if "text" in content:
        message.set_content(content["text"], cte=content.get("cte"), charset="utf-8")
    return message


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_the_plain_text_of_a_mail_is_read_as_a_paste(cte: str) -> None:
    message = mail(text=TEXT + "\n-- \nRivka Levi\n+972-50-123-4567\n", cte=cte)
    message.add_alternative("<p>Another form</p>", subtype="html")
    outcome = work(message.as_bytes(), "a.eml")
    paste = work(TEXT.encode(), "a.txt")
    assert outcome.value == paste.value
    assert not any(each in repr(outcome.value) for each in PRIVATE)
    assert rules.MAIL_HEADERS.code in codes(outcome.diagnostics)


def test_the_page_of_a_mail_without_plain_text_is_read() -> None:
    message = mail()
    message.set_content("<p>The <b>gate</b> was open.</p><p>He went in.</p>", subtype="html")
    assert "Strong" in repr(work(message.as_bytes(), "a.eml").value)


def test_an_encoding_of_hebrew_mails_is_read() -> None:
    head = b"From: a@b.example\nContent-Type: text/plain; charset=iso-8859-8-i\n"
    data = head + b"Content-Transfer-Encoding: 8bit\n\n" + "שלום לכם, מה שלומכם".encode("cp1255")
    assert decode_file(data, "a.eml").value.text == "שלום לכם, מה שלומכם"


def test_flowed_lines_are_paragraphs() -> None:
    data = (
        b"From: a@b.example\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
        b"The gate \nwas open.\n\n > kept\n-- \nname\n"
    )
    assert decode_file(data, "a.eml").value.text.startswith("The gate was open.\n\n> kept")


def test_attachments_are_reported() -> None:
    message = mail(text=TEXT)
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="lesson.docx")
    outcome = work(message.as_bytes(), "a.eml")
    (report,) = [each for each in outcome.diagnostics if each.code == "W71"]
    assert "lesson.docx" in report.message


def test_pictures_in_the_page_of_a_mail_are_resources() -> None:
    png = BytesIO()
    Image.new("RGB", (4, 4)).save(png, "PNG")
    data = (
        b"From: a@b.example\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: text/html; charset=utf-8\n\n"
        b'<p>The gate was open.</p><img src="cid:p1" alt="A gate">\n--x\n'
        b"Content-Type: image/png\nContent-ID: <p1>\nContent-Transfer-Encoding: base64\n\n"
        + b64encode(png.getvalue())
        + b"\n--x--\n"
    )
    outcome = work(data, "a.eml")
    assert [each.data for each in outcome.value.resources] == [png.getvalue()]
    assert rules.ATTACHMENT.code not in codes(outcome.diagnostics)


def test_a_place_is_a_line_of_the_text() -> None:
    source = decode_file(mail(text=TEXT).as_bytes(), "a.eml").value
    assert source.place(source.text.index("The gate")) == "text of the mail, line 3"


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@b.example\n\n",
        b"From: a@b.example\nContent-Type: image/png\n\nxx",
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(2000)
        )
        + b"\ntext",
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5000,
    ],
    ids=["empty", "picture", "nested", "many"],
)
def test_a_mail_without_text_or_out_of_bounds_is_refused(data: bytes) -> None:
    with pytest.raises(PublishError) as caught:
        decode_file(data, "a.eml")
    code = caught.value.diagnostics[0].code
    assert code in (rules.BAD_MAIL.code, "F01", "F02", "F04")


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp Chat with Rivka Levi",
        "WhatsApp Chat with +972 50-123-4567",
        "שיחת WhatsApp עם רבקה לוי",
        "_chat",
    ],
)
def test_the_name_of_an_exported_chat_is_no_title(name: str) -> None:
    from publish.document.titles import title_of_name

    assert title_of_name(name) == ""


FORMS = {
    "ios": "[12/03/2024, 9:41:05\u202fPM] {}: {}",
    "ios-marks": "\u200e[12.3.2024, 21:41:05] \u202a{}\u202c: \u200e{}",
    "android": "12/03/2024, 21:41 - {}: {}",
    "android-12h": "3/12/24, 9:41 PM - {}: {}",
    "hebrew": "\u200f12.3.2024, 21:41 - {}: {}",
    "hebrew-ios": "[12.3.2024, 21:41:05] {}: {}",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_chat_of_one_person_is_text_without_stamps(form: str) -> None:
    lines = ["The gate was open, and he went in.", "שלום לכולם, זה השער שלנו.", "All is said."]
    text = "\n".join(FORMS[form].format("+972 50-123-4567", line) for line in lines)
    outcome = work(text.encode(), f"{Path('WhatsApp Chat with Rivka').name}.txt")
    shown = repr(outcome.value)
    assert all(line in shown for line in lines)
    for private in ("4567", "9:41", "21:41", "2024", "Rivka"):
        assert private not in repr(outcome.value.meta)
        assert private not in shown.replace("WhatsApp Chat with Rivka.txt", "")
