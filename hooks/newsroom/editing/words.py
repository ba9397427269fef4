"""The words and shapes that checks look for; all but names are folded."""

import re

from newsroom.vietnamese import canonical, nfc

_GAP = r"[ .-]?"
LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){8}")
PHONE = re.compile(  # of a mobile one: those with a wire stand in offices
    rf"(?<![\w/.,+-])(?:\+84|\(\+84\)|0){_GAP}(?:[35789]\d|1[2689]\d)(?:{_GAP}\d){{7}}(?![\w/]|[.,-]\d)"
)
PUBLIC_LINE = re.compile(
    r"\b(?:hotline|duong day|ddn|tong dai|van phong|co quan|truc ban|cong an|benh vien|trung tam|uy ban|ubnd|tu van"
    r"|dat hang|mua hang|toa soan)\b[^;\n]*\Z"
)
OTHER_NUMBER = re.compile(r"\b(?:tai khoan|so tk|stk|ma so|so hieu|seri|ma vach|mst)\b[^.;]*\Z")
ID_WORDS = re.compile(r"\b(?:cccd|cmnd|cmtnd|can cuoc|chung minh)\b[^.;]{0,40}\Z")
CITIZEN_ID = re.compile(r"(?<![\w/.,+-])(?:\d(?:[ ]?\d){11}|\d{3}[ .]?\d{3}[ .]?\d{3})(?![\w/%]|[.,-]\d|[ .]\d)")

ILL = re.compile("f0|nhi[eễ]m|t[ií]nh|b[eệ]nh|covid|ung th|lao|c[aả]m|k[yỷ]|hiv|tr[ií] tu|th[aầ]n", re.IGNORECASE)
"""Quick to look for, and in whatever names an illness."""
ILLNESS = re.compile(
    r"\b(?:f0|(?:bi |da )?nhiem (?:benh|covid(?:-19)?|ncov|sars-cov-2|hiv)|duong tinh|(?:mac|bi) (?:benh|covid(?:-19)?"
    r"|ung thu|lao|tram cam|tu ky|hiv)|mac (?:ung thu|hiv)|khuyet tat tri tue|roi loan tam than)\b"
)
OF_SCHOOL = re.compile(
    r"\b(?:dong chi|d/c|thay giao|co giao|hoc sinh|giao vien|dang vien|can bo|nhan vien|chi uy vien|phu huynh)\b"
)
NOT_OF_ONE = re.compile(
    r"\b(?:phong (?:chong|ngua|tranh|dich|benh)|ngan ngua|nguy co|neu|khi co|tuyen truyen|kich ban|khong de"
    r"|tiem chung|vac ?xin|vaccine|nguoi ta|nghien cuu|nhung gia dinh|xay ra truong hop|benh nhan|xet nghiem am tinh)\b"
)
GENERAL = re.compile(r"\b(?:nhung nguoi|nguoi|tre|ho|se|co the|de|hay|so ca|cac ca|truong hop)\s+(?:\w+\s+)?\Z")
"""What stands right before, where nobody in particular is meant."""

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LETTERS = "bcdđfghjklmnpqrstvwxz" + "".join(nfc(vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES)
_SYLLABLE = f"[{_LETTERS.upper()}][{_LETTERS}]*"
_NAME = rf"{_SYLLABLE}(?:[ \u00a0]{_SYLLABLE}){{1,4}}"
_CLASS = r"(?:học sinh )?(?:lớp|Lớp)[ \u00a0](?:1[0-2]|[1-9])[ ]?[A-Z]?\d{0,2}\b"
_EM = r"(?P<em>\b(?:[Ee]m|[Bb]ạn|[Cc]háu|[Hh]ọc sinh|HS)[ :]+)?"
NAMED_PERSON = re.compile(
    rf"\b(?:[Ee]m|[Bb]ạn|[Cc]háu|[Tt]hầy|[Cc]ô|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]hú|[Bb]ác)[ \u00a0]{_SYLLABLE}"
)
CARRYING_OUT = re.compile(
    r"\A\W*(?:tiep tuc |nham |de |nghiem tuc |trong khi )?(?:to chuc )?"
    r"(?:thuc hien|trien khai|huong ung|chap hanh|thi hanh|quan triet|cu the hoa)\b(?!.*\b(?:da|chi bo)\b)"
)
A_CLASS = re.compile(r"[Ll]ớp|\b(?:1[0-2]|[1-9])[A-Z]")
PUPIL_WITH_CLASS = re.compile(
    rf"{_EM}\b(?P<name>{_NAME})\s?[,(–-]?\s?(?:là )?(?:{_CLASS}|(?:1[0-2]|[6-9])[A-Z]\d{{0,2}}\b)"
)
PUPIL_IN_TABLE = re.compile(rf"\|\s*(?P<name>{_NAME})\s*\|\s*(?:[Ll]ớp )?(?:1[0-2]|[1-9])[A-Z]\d{{0,2}}\s*\|")

FULL_NAME = re.compile(rf"(?<!\w){_SYLLABLE}(?:[ \u00a0]{_SYLLABLE}){{2,3}}(?![\w]|[ \u00a0]{_SYLLABLE})")
_GIVEN = """
    An Anh Ái Ánh Ân Ấn Bá Bách Bạch Bảo Bằng Bắc Bích Biên Bình Bộ Bội Bửu Bang Ca Các Cảnh Cao Cát Cẩm Cần
    Chánh Chí Chi Chiến Chính Chinh Chuẩn Chung Chương Chức Công Cúc Cường Cương Dao Danh Dân Dần Dậu Diễm Diệp
    Diệu Dinh Doan Doanh Du Dũng Dung Duy Duyên Duyệt Dương Dự Đa Đại Đan Đạo Đào Đạt Đăng Đằng Đệ Điền Điệp
    Diện Định Đình Đoan Đoàn Đô Độ Đông Đồng Đôn Đức Đường Gấm Gia Giám Giang Giao Giáp Hà Hạ Hải Hảo Hạnh Hào
    Hạo Hằng Hân Hậu Hiên Hiền Hiển Hiến Hiện Hiệp Hiếu Hiệu Hinh Hoa Hòa Hóa Hoan Hoàn Hoàng Hoạt Hồ Hồi Hội
    Hồng Hợi Hợp Huân Huấn Huệ Huế Hùng Huy Huỳnh Huyên Huyền Hưng Hương Hướng Hường Hưởng Hữu Hy Kha Khá Khải
    Khang Khanh Khánh Khắc Khiêm Khoa Khôi Khuê Khuyên Khuyến Khương Kiên Kiệm Kiệt Kiều Kim Kính Kỳ Kỷ La Lai
    Lam Lan Lành Lâm Lân Lập Lễ Lệ Lê Lịch Liêm Liên Liễu Liệu Linh Lĩnh Loan Long Lộc Lợi Luân Luận Luật Lục
    Lụa Lực Lương Lượng Lưu Ly Lý Mai Mạnh Mãn Mận Mẫn Mến Miên Minh Mơ Mùi My Mỹ Nam Na Năm Năng Nga Ngà Ngân
    Nghi Nghĩa Nghị Nghiệp Ngoan Ngọ Ngọc Ngôn Nguyên Nguyện Nguyệt Nhàn Nhạn Nhân Nhẫn Nhật Nhi Nhị Nhiên Nho
    Nhung Như Nhuần Nhuận Nhựt Ninh Nương Nữ Oanh Phát Phẩm Phấn Phi Phong Phú Phúc Phụng Phước Phương Phượng
    Quang Quân Quế Quốc Quý Quyên Quyền Quyết Quỳnh Sa San Sang Sáng Sâm Sen Sinh Soạn Song Sơn Sự Sử Sương Sỹ
    Tài Tám Tam Tạo Tâm Tân Tấn Tập Thạch Thái Thanh Thành Thạnh Thảo Thạo Thăng Thắng Thắm Thân Thấn Thế Thể
    Thêm Thêu Thi Thị Thiên Thiện Thiết Thiệu Thịnh Thìn Thoa Thoại Thoan Thọ Thơ Thơm Thông Thống Thời Thu
    Thuần Thuận Thuật Thục Thùy Thủy Thúy Thuyết Thư Thức Thương Thường Thưởng Thy Tiên Tiến Tiếp Tiệp Tình Tịnh
    Tính Toàn Toán Toản Tố Tôn Tô Trà Trác Trang Trâm Trân Trí Trinh Trình Trọng Trúc Trung Trực Trường Trưởng
    Tú Tuân Tuấn Tuất Tùng Tụng Tuyên Tuyến Tuyền Tuyết Tuệ Tường Tưởng Tư Tự Tứ Tý Ty Uyên Ưng Vân Văn Vạn Vang
    Vi Vinh Vĩ Vĩnh Viên Viễn Việt Vọng Vũ Vui Vượng Vương Vy Vỹ Xuân Xuyên Xuyến Yên Yến Ý Y Hoài Giảng Thạc
    Luyến Lũy Đính Điểm Quảng Khởi Khiết Dịu Thủ
"""
GIVEN = frozenset(map(canonical, _GIVEN.split()))
"""Syllables of given names, in which two people may well differ."""

STAMP = re.compile(
    r"(?:(?:[ĐđDd]ộ|ĐỘ) (?:mật|MẬT)\W{0,3})?(?:M(?:ật|ẬT)|T(?:ối|ỐI) (?:mật|Mật|MẬT)|T(?:uyệt|UYỆT) (?:mật|Mật|MẬT))"
)
"""The whole of a line."""
BROKEN_LINE = re.compile(r"\bbí\W*\Z", re.IGNORECASE)
INTERNAL = re.compile(
    r"(?:T(?:ài liệu|ÀI LIỆU)(?: [\w ]{1,40}?)?\W{1,3})?[Ll](?:ưu|ƯU) (?:hành|HÀNH) (?:nội|NỘI) (?:bộ|BỘ)"
)
SECRET_NAME = re.compile(
    r"\b(?:lưu hành nội bộ|(?:tối|tuyệt) mật|(?:văn bản|tài liệu|công văn|dấu|độ) mật|luu hanh noi bo|(?:toi|tuyet) mat"
    r"|(?:van ban|tai lieu|cong van|dau|do) mat|(?<!bí )(?<!ong )(?<!đường )(?<!gan )(?<!túi )mật(?= \d|\Z))"
    r"(?!\w| nhà nước)"
    r"|\A(?:mật|mat)\Z"
)
"""In the name of a file, in small letters, its signs as spaces; `mat` alone may be `gặp mặt`."""
SYLLABLE = re.compile(r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?")
"""What can be said in Vietnamese, folded; with a few that cannot."""
