"""How names of people and of bodies of people begin; what every build asks, apart from what only checks look for."""

import re

from newsroom.vietnamese import fold

_FAMILIES = """
    An Bạch Bùi Cao Cầm Châu Chu Công Cù Diệp Doãn Du Dương Đàm Đào Đặng Đậu Điền Đinh Đoàn Đỗ Đồng Giang Giáp
    Hà Hàn Hồ Hoàng Hứa Huỳnh Khổng Khúc Khuất Kiều Kim La Lã Lại Lâm Lê Lò Lương Lưu Lục Lý Ma Mã Mạc Mai Mẫn
    Nghiêm Ngô Ngọ Ngụy Nguyễn Nhâm Ninh Nông Ông Phạm Phan Phó Phùng Phương Quách Quản Quang Tạ Tăng Thạch Thái
    Thân Thẩm Thiều Tiêu Tô Tôn Tống Trang Trần Triệu Trịnh Trương Từ Ung Ứng Văn Vi Viên Võ Vũ Vương Vy Y
"""
FAMILIES = frozenset(fold(_FAMILIES).split())

BODIES = re.compile(
    r"(?:ban|bộ môn|bộ phận|cấp [uủ][yỷ]|câu lạc bộ|chi bộ|chi đoàn|chi đội|chi hội|chi [uủ][yỷ]|clb|công an|công đoàn"
    r"|đảng bộ|đảng [uủ][yỷ]|đoàn (?:trường|thanh niên|tncs|viên|xã|phường)|đội|hội|khối|liên chi|liên đoàn|liên đội"
    r"|lớp|nhà trường|nhóm|phòng|quân đội|sở|tập thể|thư viện|tổ|toà soạn|tòa soạn|trang tin|trung tâm|trường"
    r"|[uủ][yỷ] ban|văn phòng)\b"
)
"""How names of bodies begin. Đoàn and Chi are names of people, too, so more must follow; Tổ is none, unlike Tô."""
