"""Lists of words that say nothing: alternatives, link texts and names of files that would fit anything."""

from __future__ import annotations


def _listed(text: str) -> frozenset[str]:
    """Return the entries of a list written with commas over several lines."""
    return frozenset(entry.strip() for entry in " ".join(text.split()).split(",") if entry.strip())


# Alternatives that would fit any picture.
EMPTY_ALTERNATIVES = _listed("""
    hinh anh hoi nghi, anh hoi nghi, quang canh hoi nghi, toan canh hoi nghi, quang canh cuoc hop, toan canh cuoc hop,
    hinh anh buoi le, quang canh buoi le, toan canh buoi le, hinh anh su kien, anh su kien, hinh anh hoat dong,
    anh hoat dong, hinh anh buoi lam viec, quang canh buoi lam viec, hinh anh cuoc hop, anh cuoc hop, hinh anh dai bieu,
    anh, hinh, hinh anh, buc anh, tam anh, anh minh hoa, hinh minh hoa, minh hoa, tranh minh hoa, hinh
    anh minh hoa, anh chup, anh tu lieu, anh bia, anh dai dien, so do, bieu do, ban do, logo, icon, bieu
    tuong, video, banner, hinh nen, image, picture, photo, img, graphic, chart, map, untitled, alt, alt
    text, illustration, thumbnail, figure, anh dinh kem, hinh dinh kem, anh bai viet, anh chup bai viet,
    hinh anh bai viet, anh minh hoa bai viet, anh minh hoa cho bai viet, anh minh hoa cho tin, hinh anh
    minh hoa cho bai viet, hinh minh hoa bai viet, anh tin bai, hinh anh tin tuc, anh tin tuc, anh
    internet, nguon internet, anh suu tam, anh noi dung, avatar, slide, poster, infographic, chan dung,
    anh chan dung, anh the, toan canh, quang canh, khong co, none, null, mo ta, mo ta anh, chu thich
    anh, caption, decorative, spacer, bullet, placeholder, n a, the image, an image, a picture, picture
    of, image of, photo of, this image, stock photo, cover
""")
# How social networks describe a picture when nobody did.
MADE_BY_MACHINE = (
    *("co the la hinh anh", "co the la do hoa", "khong co mo ta anh", "may be an image", "may be a graphic"),
    *("may be an illustration", "image may contain", "no photo description", "no description available"),
)
# Link texts that would fit any link.
GENERIC_LINKS = _listed("""
    tai day, o day, day, vao day, nhan vao day, bam vao day, click vao day, an vao day, xem tai day, xem
    o day, tai ve tai day, tai xuong tai day, chi tiet tai day, link tai day, nhan day, bam day, nhap
    vao day, kich vao day, theo duong dan nay, duong dan nay, xem, xem them, xem tiep, doc them, doc
    tiep, chi tiet, xem chi tiet, tim hieu them, tai ve, tai xuong, tai file, tai tep, download, file,
    tep, file kem theo, tep kem theo, van ban dinh kem, tai lieu dinh kem, noi dung chi tiet, tai lieu,
    thong tin chi tiet, xem thong tin chi tiet, xem chi tiet tai day, chi tiet xem tai day, click tai
    day, bam tai day, nhan tai day, link sau, duong link, duong link sau, website, trang web, pdf, doc,
    docx, xls, xlsx, word, excel, file pdf, file word, tep pdf, ban pdf, ban word, tai pdf, xem pdf,
    link pdf, ban day du, tai ve may, xem file, xem tep, dinh kem, file dinh kem, tep dinh kem, link,
    lien ket, duong dan, lien ket nay, link nay, trang nay, bai nay, tiep, tiep tuc, tai day nhe, xem
    ngay, here, click here, click, read more, more, learn more, see more, details, this, click here to
    download, download here, see here, read here, attached file, attachment, file here, link here, more
    details, find out more, download pdf, pdf file, download file, open, see details, click this link,
    this document, this file, view details, view here, read this, full story, this link, this page,
    continue, continue reading, more info, go, view, view more
""")
# Words of which generic link texts are made; folded, “nhân dân” would be among them, so marks count here.
FILLERS = _listed("""
    xem, thêm, tại, đây, ở, vào, nhấn, bấm, click, ấn, nhấp, kích, chuột, chi, tiết, link, file, tệp,
    tập, tin, đính, kèm, theo, về, xuống, đường, dẫn, này, để, download, liên, kết, nội, dung, thông,
    trang, sau, tiếp, đọc, biết, mời, vui, lòng, tìm, hiểu, tham, khảo, cụ, thể, hoặc, và, máy, bài,
    viết, pdf, word, doc, docx, xls, xlsx, excel, zip, rar, bản, tải, bạn, quý, vị, có, nhé, ạ, trên,
    dưới, full, toàn, đầy, đủ, văn, web, url, http, đó, nơi, chỗ
""")
# Those of them that ask for a click: one at least makes a link text generic.
ACTIONS = _listed("""
    xem, đây, nhấn, bấm, click, ấn, nhấp, kích, link, file, tệp, tập, đính, tải, download, đọc, pdf,
    word, doc, docx, xls, xlsx, excel, dẫn
""")
# What cameras, telephones and programs name files with, beside numbers.
CAMERA = _listed("""
    img, dsc, dscn, dscf, dcim, pxl, mvi, gopr, screenshot, screen, shot, capture, zalo, photo, pic,
    picture, image, scan, untitled, anh, hinh, received, viber, whatsapp, fb, messenger, creation,
    snapedit, chup, man, z, dji, cam, file, design, luc, at, am, pm, edited, copy, large, small, thumb,
    resize, final, version, v, ver, page, trang, slide, signal, telegram, line
""")
