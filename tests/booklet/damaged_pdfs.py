"""Seeded PDFs with damage: in their structure, made with pikepdf, and in their bytes."""

from __future__ import annotations

import random
import re
import warnings
import zlib
from collections.abc import Callable
from contextlib import suppress

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from publish.writers.booklet.page_forms import quiet_log
from publish.writers.booklet.pdf_values import PDF_FAULTS
from tests.booklet.sample_pdfs import to_bytes

_Damage = Callable[[random.Random, Pdf], None]

_PAGE_KEYS = (
    *("/Type", "/Parent", "/Resources", "/Contents", "/Annots", "/Rotate", "/UserUnit", "/Group"),
    *("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/StructParents", "/Tabs"),
)
_BOX_KEYS = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox")
_TREE_KEYS = (*_PAGE_KEYS, "/Kids", "/Count")
_ROOT_KEYS = (
    *("/Type", "/Pages", "/ViewerPreferences", "/AcroForm", "/OCProperties", "/OutputIntents"),
    *("/Lang", "/Names", "/Outlines", "/Metadata", "/Extensions", "/Version", "/PageLabels"),
)
_ANNOTATION_KEYS = (
    *("/Type", "/Subtype", "/Rect", "/F", "/AP", "/AS", "/Parent", "/FT", "/V", "/DA", "/Q", "/T"),
    *("/MK", "/Ff", "/MaxLen", "/Opt", "/Contents", "/Kids"),
)
_FORM_KEYS = ("/Fields", "/DR", "/DA", "/NeedAppearances", "/Q", "/XFA", "/SigFlags")
_STREAM_KEYS = (
    *("/Filter", "/DecodeParms", "/Length", "/BBox", "/Matrix", "/Subtype", "/Type", "/Resources"),
    *("/Group", "/FormType"),
)
_NUMBERS = (0, -1, 1, 37, 90, 450, -90, 2**31, -(2**31), 2**62, 10_000, 612)
_REALS = ("0.00001", "-0.5", "99999999999999999999.5", "1.5", "3.999999999")


def make_damaged_pdf(seed: int) -> bytes:
    """Return the damaged PDF of a seed; every kind of damage comes in a few dozen seeds."""
    rng = random.Random(seed)
    with warnings.catch_warnings(), quiet_log():
        warnings.simplefilter("ignore", pikepdf.exceptions.PageCopyWarning)
        pdf = _make_sample(rng)
        for _ in range(rng.choice((1, 1, 2, 5))):
            with suppress(*PDF_FAULTS):
                rng.choice(_STRUCTURAL)(rng, pdf)
        data = _save(rng, pdf)
    return rng.choice(_BYTEWISE)(rng, data) if rng.random() < 0.35 else data


def _make_sample(rng: random.Random) -> Pdf:
    """Return a PDF of a few pages with inherited attributes, a font, a picture, and a form."""
    pdf = Pdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    picture = pdf.make_stream(
        bytes(12),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=2,
        Height=2,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )
    drawing = pdf.make_stream(
        b"0 0 50 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 50, 20])
    )
    fields = []
    for number in range(rng.choice((1, 2, 3, 5, 9))):
        pdf.add_blank_page(page_size=(420, 595))
        page = pdf.pages[-1].obj
        page.Resources = Dictionary(Font=Dictionary(F=font), XObject=Dictionary(P=picture))
        content = f"BT /F 80 Tf 90 300 Td ({number + 1}) Tj ET q 90 0 0 90 9 9 cm /P Do Q"
        page.Contents = Array([pdf.make_stream(content.encode()), pdf.make_stream(b"0 0 9 9 re f")])
        kinds = (
            {"FT": Name.Tx, "V": String("A value")},
            {"FT": Name.Ch, "V": String("b"), "Opt": Array([String("a"), String("b")])},
            {"FT": Name.Btn, "AS": Name.On, "AP": Dictionary(N=Dictionary(On=drawing))},
        )
        widget = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                Rect=Array([50, 50, 200, 80]),
                F=4,
                T=f"field{number}",
                DA=String("/F 12 Tf 0 g"),
                **rng.choice(kinds),
            )
        )
        stamp = Dictionary(
            Subtype=Name.Stamp, Rect=Array([5, 5, 60, 30]), F=4, AP=Dictionary(N=drawing)
        )
        page.Annots = Array([widget, stamp])
        fields.append(widget)
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), NeedAppearances=rng.random() < 0.5)
    if rng.random() < 0.5:
        _nest_pages(pdf)
    return pdf


def _nest_pages(pdf: Pdf) -> None:
    """Put the pages under a node of their own, which has their attributes."""
    root = pdf.Root.Pages
    node = pdf.make_indirect(
        Dictionary(Type=Name.Pages, Parent=root, MediaBox=root.Kids[0].MediaBox)
    )
    for page in root.Kids:
        page.Parent = node
        del page["/MediaBox"]
    node.Kids, node.Count = root.Kids, root.Count
    root.Kids = Array([node])


def _save(rng: random.Random, pdf: Pdf) -> bytes:
    mode = rng.choice(tuple(pikepdf.ObjectStreamMode.__members__.values()))
    try:
        if rng.random() < 0.06:
            locks = pikepdf.Encryption(owner="o", user=rng.choice(("", "u")), R=rng.choice((4, 6)))
            return to_bytes(pdf, deterministic_id=False, encryption=locks, object_stream_mode=mode)
        return to_bytes(pdf, object_stream_mode=mode, linearize=rng.random() < 0.1)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return to_bytes(Pdf.new())


def _value(rng: random.Random, pdf: Pdf) -> object:
    """Return a value of any type, often of a wrong one."""
    return rng.choice(
        (
            lambda: rng.choice(_NUMBERS),
            lambda: pikepdf.Object.parse(rng.choice(_REALS).encode()),
            lambda: Name("/Nothing"),
            lambda: String(rng.choice(("", "text", "שלום", "\x00\xff" * 9))),
            lambda: rng.random() < 0.5,
            lambda: Array([]),
            lambda: Array([_number(rng) for _ in range(rng.choice((1, 3, 4, 5)))]),
            lambda: Array([Name.X, String("1"), None, Array([])]),
            Dictionary,
            lambda: Dictionary(Type=Name.Page, N=pdf.Root),
            lambda: pdf.make_stream(rng.randbytes(20)),
            lambda: pdf.make_indirect(Dictionary(A=1)),
            lambda: pdf.get_object(999, 0),
            lambda: pdf.Root,
            lambda: pdf.pages[0].obj,
        )
    )()


def _number(rng: random.Random) -> object:
    return rng.choice((rng.choice(_NUMBERS), rng.uniform(-900, 900), String("9")))


def _change_key(rng: random.Random, pdf: Pdf, target: Object, keys: tuple[str, ...]) -> None:
    key = rng.choice(keys)
    if rng.random() < 0.2 and key in target:
        del target[key]
    else:
        target[key] = _value(rng, pdf)


def _damage_page(rng: random.Random, pdf: Pdf) -> None:
    _change_key(rng, pdf, rng.choice(list(pdf.pages)).obj, _PAGE_KEYS)


def _damage_box(rng: random.Random, pdf: Pdf) -> None:
    sides = [_number(rng) for _ in range(4)]
    rng.choice(list(pdf.pages)).obj[rng.choice(_BOX_KEYS)] = Array(sides)


def _damage_geometry(rng: random.Random, pdf: Pdf) -> None:
    page = rng.choice(list(pdf.pages)).obj
    page.Rotate = rng.choice((90, 180, 270, -90, 45, 3690, 2**40, "x"))
    page.UserUnit = rng.choice((0.001, 2, 75, 10**9, -1, 0))


def _damage_tree(rng: random.Random, pdf: Pdf) -> None:
    nodes = [each for each in pdf.objects if isinstance(each, Dictionary) and "/Kids" in each]
    _change_key(rng, pdf, rng.choice(nodes), _TREE_KEYS)


def _loop(rng: random.Random, pdf: Pdf) -> None:
    root = pdf.Root.Pages
    page = rng.choice(list(root.Kids))
    rng.choice(
        (
            lambda: root.Kids.append(root),
            lambda: root.Kids.append(page),
            lambda: root.Kids.append(None),
            lambda: page.__setitem__("/Kids", Array([root])),
            lambda: page.__setitem__("/Parent", page),
            lambda: root.__setitem__("/Parent", page),
        )
    )()


def _damage_root(rng: random.Random, pdf: Pdf) -> None:
    _change_key(rng, pdf, pdf.Root, _ROOT_KEYS)


def _damage_annotation(rng: random.Random, pdf: Pdf) -> None:
    annotations = rng.choice(list(pdf.pages)).obj.Annots
    if rng.random() < 0.2:
        annotations.append(_value(rng, pdf))
    _change_key(rng, pdf, rng.choice(list(annotations)), _ANNOTATION_KEYS)


def _damage_form(rng: random.Random, pdf: Pdf) -> None:
    _change_key(rng, pdf, pdf.Root.AcroForm, _FORM_KEYS)


def _damage_resources(rng: random.Random, pdf: Pdf) -> None:
    resources = rng.choice(list(pdf.pages)).obj.Resources
    kind = rng.choice(("/Font", "/XObject"))
    target = resources if rng.random() < 0.3 else resources[kind]
    target[rng.choice(("/F", "/P", kind))] = _value(rng, pdf)


def _damage_font(rng: random.Random, pdf: Pdf) -> None:
    fonts = [each for each in pdf.objects if isinstance(each, Dictionary) and "/BaseFont" in each]
    keys = ("/Subtype", "/BaseFont", "/Encoding", "/Widths", "/FontDescriptor", "/ToUnicode")
    _change_key(rng, pdf, rng.choice(fonts), keys)


def _damage_stream(rng: random.Random, pdf: Pdf) -> None:
    stream = rng.choice([each for each in pdf.objects if isinstance(each, Stream)])
    data = zlib.compress(stream.read_raw_bytes() * 20)
    filters = (Name.FlateDecode, Name.LZWDecode, Name.DCTDecode, Name.ASCIIHexDecode, Name.Unknown)
    chosen = Array(rng.choices(filters, k=2)) if rng.random() < 0.2 else rng.choice(filters)
    stream.write(data[: rng.randrange(len(data))], filter=chosen)


def _damage_stream_key(rng: random.Random, pdf: Pdf) -> None:
    stream = rng.choice([each for each in pdf.objects if isinstance(each, Stream)])
    _change_key(rng, pdf, stream, _STREAM_KEYS)


def _damage_any(rng: random.Random, pdf: Pdf) -> None:
    target = rng.choice([each for each in pdf.objects if isinstance(each, Dictionary)])
    _change_key(rng, pdf, target, tuple(target.keys()))


def _remove_pages(_rng: random.Random, pdf: Pdf) -> None:
    del pdf.pages[:]


def _damage_info(rng: random.Random, pdf: Pdf) -> None:
    pdf.docinfo[rng.choice(("/Title", "/Author"))] = _value(rng, pdf)


_STRUCTURAL: tuple[_Damage, ...] = (
    *(_damage_page, _damage_page, _damage_page, _damage_box, _damage_box, _damage_geometry),
    *(_damage_tree, _loop, _damage_root, _damage_annotation, _damage_annotation, _damage_form),
    *(_damage_resources, _damage_font, _damage_stream, _damage_stream_key, _damage_any),
    *(_damage_info, _remove_pages),
)


def _truncate(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def _flip(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 10, 100))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _repeat_a_part(rng: random.Random, data: bytes) -> bytes:
    start, end = sorted(rng.choices(range(len(data)), k=2))
    return data[:end] + data[start:end] + data[end:]


def _remove_a_part(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(200) :]


def _change_a_number(rng: random.Random, data: bytes) -> bytes:
    match = rng.choice(list(re.finditer(rb"\d+", data)))
    number = str(rng.choice(_NUMBERS)).encode()
    return data[: match.start()] + number + data[match.end() :]


_BYTEWISE = (_truncate, _flip, _flip, _repeat_a_part, _remove_a_part, _change_a_number)
