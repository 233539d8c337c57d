"""The language of short texts: Vietnamese and English surely, others well enough, names in none."""

from __future__ import annotations

import time

import pytest

from pipeline.checks.languages import LIMIT, Guess, guess, same

# Language ("-" for none), "!" where it must be sure, "?" where it must not be, "." where either will do.
SNIPPETS = """
vi! Ủy ban nhân dân tỉnh Đắk Lắk ban hành Quyết định về việc phê duyệt quy hoạch sử dụng đất năm 2026.
vi! Sáng nay, đồng chí Bí thư Tỉnh ủy đã đến thăm và tặng quà các gia đình chính sách tại huyện Krông Pắc.
vi! Người dân nộp hồ sơ tại Trung tâm Phục vụ hành chính công hoặc qua dịch vụ bưu chính công ích.
vi! Lễ công bố các quyết định về công tác cán bộ diễn ra tại hội trường Sở Nội vụ.
vi! Đề nghị các cơ quan, đơn vị báo cáo kết quả thực hiện trước ngày 15 tháng 12 năm 2026.
vi! Chương trình có sự tham gia của đại diện World Bank, UNICEF và Google tại Việt Nam.
vi! Dự án Smart City do công ty FPT Software triển khai tại phường Buôn Ma Thuột đã được nghiệm thu.
vi! Tôi muốn hỏi về thủ tục cấp lại giấy chứng nhận quyền sử dụng đất bị mất.
vi! Theo Nghị định số 42/2022/NĐ-CP, cổng thông tin điện tử phải cung cấp thông tin trên môi trường mạng.
vi! Thời gian làm việc: từ thứ Hai đến thứ Sáu, sáng từ 7 giờ 30 đến 11 giờ 30.
vi! Dự báo thời tiết: các khu vực trong tỉnh có mưa rào và dông vài nơi, nhiệt độ cao nhất 31 độ.
vi! Giá cà phê hôm nay tại Krông Năng, Cư M'gar và Ea H'leo tăng nhẹ so với cuối tuần trước.
vi! UBND tỉnh yêu cầu Sở TN&MT, Sở KH&ĐT và UBND các xã, phường khẩn trương thực hiện.
vi! Văn bản này thay thế Quyết định số 10/2020/QĐ-UBND ngày 12 tháng 3 năm 2020 của UBND tỉnh.
vi! Cà phê là cây trồng chủ lực, chiếm hơn một nửa diện tích cây lâu năm của tỉnh.
vi! Nhà nước khuyến khích tổ chức, cá nhân tham gia cung cấp dịch vụ công trực tuyến.
vi. Thông báo kết quả xét tuyển viên chức năm 2026
vi. Hướng dẫn nộp hồ sơ trực tuyến
vi. Danh sách thí sinh đủ điều kiện dự thi
vi. Lịch tiếp công dân tháng 12
vi. Các trường hợp được miễn lệ phí
vi. Ảnh: Đoàn công tác kiểm tra thực địa tại buôn Akô Dhông
vi! Ông Nguyễn Văn An, Phó Giám đốc Sở, cho biết việc sắp xếp đã hoàn thành trước thời hạn.
vi! Khách du lịch đến Buôn Đôn có thể tham quan vườn quốc gia Yok Đôn và thác Bảy Nhánh.
vi! “Make in Vietnam” là chủ đề của diễn đàn năm nay, do Bộ Thông tin và Truyền thông tổ chức.
vi! Tải biểu mẫu (file Word) tại mục Download của cổng dịch vụ công, sau đó điền đầy đủ thông tin.
vi! Học sinh các trường THPT được nghỉ Tết Nguyên đán từ ngày 10 tháng 2 đến hết ngày 20 tháng 2.
vi! Không được hút thuốc lá trong khuôn viên cơ quan và các nơi công cộng.
vi! Máy tính bị nhiễm vi-rút cần được ngắt khỏi mạng nội bộ rồi báo cho bộ phận kỹ thuật.
vi! Hội nghị trực tuyến toàn quốc về chuyển đổi số được kết nối từ Hà Nội đến 34 tỉnh, thành phố.
vi! Bà con nông dân cần chủ động phòng trừ sâu bệnh cho lúa và hoa màu sau đợt mưa lũ.
vi! Người nộp thuế được gia hạn nộp thuế giá trị gia tăng từ tháng 6 đến tháng 9.
vi! Công an xã Ea Kar hướng dẫn người dân cài đặt ứng dụng VNeID và kích hoạt định danh mức 2.
vi! Giải bóng chuyền nữ các câu lạc bộ tranh cúp PV Gas khai mạc tối qua.
vi! Trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế miễn phí theo quy định của pháp luật.
vi! Sản phẩm OCOP của Hợp tác xã Nông nghiệp xanh Ea Tu được bày bán trên sàn thương mại điện tử.
vi! Nghệ nhân Y Wang Hwing kể khan Đam San trong lễ cúng bến nước của buôn Akô Dhông.
vi. Quyết định về việc ban hành Quy chế hoạt động của Cổng thông tin điện tử
vi! Đại biểu H'Yim Kđoh phát biểu tại phiên thảo luận về kinh tế - xã hội chiều 28/10.
vi! Bộ trưởng cho rằng cần sửa đổi Luật để tháo gỡ vướng mắc cho địa phương.
vi! Khi cần hỗ trợ, hãy gọi tổng đài 1022 hoặc gửi thư đến hotro@daklak.gov.vn.
vi! Chi tiết xem tại https://daklak.gov.vn/the-public-service/of/the/province và trang của Sở.
en! The People's Committee of Đắk Lắk Province has issued a decision on the land use plan for 2026.
en! Citizens can submit their applications at the one-stop centre or online through the national portal.
en! Please read the instructions before you fill in the form.
en! The procedures that are listed here can be carried out in Buôn Ma Thuột, Krông Pắc and Ea H'leo.
en! This page is also available in Vietnamese and can be read out by a screen reader.
en! According to Mr Nguyễn Văn An, the project will be finished by the end of the year.
en! If you have any questions, contact us by e-mail or by telephone during office hours.
en! Coffee is the most important crop of the province and it is sold all over the world.
en! Members of the delegation were welcomed by the chairman and visited several companies.
en! We are sorry, but the page that you are looking for does not exist any more.
en! The quick brown fox jumps over the lazy dog in the garden.
en! Foreign investors may rent land for up to fifty years under the Land Law.
en! New rules on working time have been in force since the first of January.
en. Invest in Dak Lak: opportunities for foreign companies
en. Terms of use and privacy policy
en. How to apply for a work permit
en! Tourists who want to stay for more than 30 days need a visa from the embassy.
en! The weather in the Central Highlands is mild, with a rainy season from May to October.
en! The meeting was chaired by the vice chairman and attended by officials from all departments.
en! You must not use this form if you have been abroad for more than six months.
en! Nothing on this web site is legal advice, and it must not be used as such.
vi-khong-dau! Uy ban nhan dan tinh thong bao ket qua xet tuyen vien chuc nam 2026 nhu sau
vi-khong-dau! Nguoi dan nop ho so tai trung tam phuc vu hanh chinh cong cua tinh
vi-khong-dau! De nghi cac co quan don vi bao cao ket qua thuc hien truoc ngay 15 thang 12
vi-khong-dau! Toi muon hoi ve thu tuc cap lai giay chung nhan quyen su dung dat bi mat
vi-khong-dau! Hoi nghi trien khai nhiem vu phat trien kinh te xa hoi nam 2027
vi-khong-dau! Chuong trinh do Bo Thong tin va Truyen thong to chuc tai thanh pho Buon Ma Thuot
vi-khong-dau! Theo quyet dinh nay, cac to chuc, ca nhan duoc cap phep phai bao cao dinh ky
vi-khong-dau. Huong dan nop ho so truc tuyen
vi-khong-dau! Doan cong tac cua tinh kiem tra viec phong chong dich benh tai cac xa vung sau
vi-khong-dau! Nhan dan trong tinh vui mung don chao ngay hoi lon cua dan toc
fr. Le Comité populaire de la province a publié les documents relatifs au plan de développement.
fr! Cette page est aussi disponible en anglais et en vietnamien pour les visiteurs étrangers.
fr! Nous vous invitons à lire attentivement les conditions avant de remplir le formulaire.
fr! Les habitants de la ville peuvent demander une aide pour leurs enfants.
fr! Il est interdit de fumer dans les bureaux et sur les quais de la gare.
de! Die Provinz liegt im zentralen Hochland und ist für ihren Kaffee bekannt.
de! Bitte lesen Sie die Hinweise, bevor Sie das Formular ausfüllen und an uns senden.
de! Der Ausschuss hat den Plan für das nächste Jahr beschlossen und wird ihn bald veröffentlichen.
de! Ich habe nicht gewusst, dass man hier auch mit der Karte bezahlen kann.
nl! De provincie ligt in het centrale hoogland en is bekend om haar koffie.
nl! Lees de voorwaarden goed door voordat je het formulier invult en naar ons stuurt.
nl! Er is nog geen besluit genomen over de plannen van het bestuur.
nl. Het weer is vandaag niet zo mooi als gisteren
es! La provincia se encuentra en las tierras altas y es conocida por su café.
es! Los ciudadanos pueden presentar sus solicitudes en la oficina o por internet.
es! No se puede entrar en el edificio sin una cita previa con el personal.
es! Este documento explica cómo los vecinos pueden pedir ayuda para sus hijos.
it! La provincia si trova nell'altopiano centrale ed è nota per il suo caffè.
it! I cittadini possono presentare la domanda allo sportello oppure sul sito della regione.
it! Non è possibile entrare nella sede senza un appuntamento con il personale.
pt! A província fica no planalto central e é conhecida pelo seu café.
pt! Os cidadãos podem entregar os seus pedidos no balcão ou pela internet.
pt! Não é possível entrar no edifício sem uma marcação com os serviços.
sv. Provinsen ligger i det centrala höglandet och är känd för sitt kaffe, som säljs i hela världen.
da. Provinsen ligger i det centrale højland og er kendt for sin kaffe, som ikke sælges her.
id! Provinsi ini terletak di dataran tinggi dan dikenal dengan kopi yang dijual ke seluruh dunia.
pl! Ten urząd jest otwarty od poniedziałku do piątku i nie przyjmuje wniosków w sobotę.
zh! 多乐省人民委员会公布了土地利用规划。
zh. 旅游信息
zh! 欢迎来到越南中部高原，这里以咖啡闻名。
ja! ダクラク省は中部高原にあり、コーヒーで知られています。
ja! この文書はベトナム語でも読めます。
ko! 닥락성은 커피로 유명한 중부 고원에 있습니다.
ko! 이 문서는 베트남어로도 볼 수 있습니다.
ru! Провинция расположена на центральном нагорье и известна своим кофе.
km! ខេត្តនេះស្ថិតនៅតំបន់ខ្ពង់រាបកណ្តាល
lo! ແຂວງນີ້ຕັ້ງຢູ່ເຂດພູພຽງພາກກາງ
th! จังหวัดนี้ตั้งอยู่ในที่ราบสูงภาคกลาง
ar! تقع المقاطعة في المرتفعات الوسطى وتشتهر بالبن
el! Η επαρχία βρίσκεται στα κεντρικά υψίπεδα
he! המחוז נמצא ברמות המרכזיות
hi! यह प्रांत मध्य उच्चभूमि में स्थित है
my! ဒီပြည်နယ်သည် အလယ်ပိုင်း ကုန်းမြင့်တွင် တည်ရှိသည်
vi! Tên tiếng Nga của tỉnh là Даклак, tên tiếng Trung là 多乐, đều được dùng trong các ấn phẩm du lịch.
en! The Chinese name of the province is 多乐 and it is used in brochures for tourists.
-? Krông Pắc
-? UBND
-? QĐ-UBND
-? Đắk Lắk
-? Logo
-? Trang chủ
-? Home page
-? Facebook Zalo
-? 2026
-? 10/2024/QĐ-UBND
-? https://daklak.gov.vn/tin-tuc/2026
-? hotro@daklak.gov.vn
-? VNPT HCM FPT CMC TMA
-? Google Chrome Mozilla Firefox Microsoft Edge
-? John Smith Mary Johnson Peter Brown
-? Real Madrid Manchester United Barcelona Juventus
-? Lorem ipsum dolor sit amet, consectetur adipiscing elit
-? Č̆ĭng Buôn Dlei bi mđing kơ ƀuôn sang, mnuih ƀuôn sang ƀĭng găp djuê
-? Anak čar bi mguôp hăng êpul mtă mtăn kơ bruă kčah čar Dak Lak ƀŏ
-? OK OK OK
-? a b c d e f g h
-? x = y + z; if (a) { return b; }
""".strip().splitlines()


@pytest.mark.parametrize("line", SNIPPETS)
def test_the_language_of_a_snippet(line: str) -> None:
    wanted, _, text = line.partition(" ")
    lang, mark = (None if wanted[:-1] == "-" else wanted[:-1]), wanted[-1]
    told = guess(text)
    assert told.lang == lang or (lang is None and not told.sure), told
    assert mark == "." or told.sure == (mark == "!"), told


def test_names_are_never_surely_of_a_language() -> None:
    names = (
        "Nguyễn Văn An",
        "Ea H'leo, Cư M'gar",
        "Buôn Ma Thuột",
        "Thành phố Hồ Chí Minh",
        "New York Times",
    )
    assert not any(guess(n).sure for n in names)


def test_decomposed_and_upper_case_texts_are_told_alike() -> None:
    import unicodedata

    text = "Người dân nộp hồ sơ tại Trung tâm Phục vụ hành chính công của tỉnh."
    assert (
        guess(unicodedata.normalize("NFD", text)) == guess(text.upper()) == guess(text) == Guess("vi", True)
    )


def test_any_text_has_an_answer_and_long_ones_are_cut() -> None:
    for text in ("", " ", "\0", "\ud800 \udfff x y z", "ư" * 50_000, "ἀ" * 9, "a " * 50_000, "- " * 9):
        guess(text)
    half = "Người dân nộp hồ sơ tại trung tâm. " * 400
    assert guess(half[:LIMIT]) == guess(half + " the of and to in is" * 9000)


def test_tags_and_guesses_are_compared_by_what_they_may_mean() -> None:
    assert same("vi-VN", "vi-khong-dau") and same("en-GB", "en") and same("uk", "ru") and same("nb", "da")
    assert not same("en", "vi") and not same("vi", "ru")


def test_a_hundred_words_take_some_millionths_of_a_second() -> None:
    text = " ".join(["Người dân nộp hồ sơ tại Trung tâm Phục vụ hành chính công của tỉnh."] * 7)
    guess(text)
    best = min(_once(text) for _ in range(30))
    assert best < 0.0003  # thirty to sixty in quiet; a busy machine is given room


def _once(text: str) -> float:
    before = time.perf_counter()
    guess(text)
    return time.perf_counter() - before
