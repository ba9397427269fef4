"""Why a file cannot become a post, in one Vietnamese sentence that says what to do."""


class Refused(Exception):
    """Raised for a file that is not taken; its text is shown to whoever imports."""


BROKEN = "tệp Word bị hỏng hoặc bị cắt cụt khi chép; hãy mở bằng Word, lưu lại thành .docx rồi nhập lại"
EMPTY = "tệp rỗng (0 byte); hãy chép lại tệp Word"
NO_TEXT = "tệp Word không có chữ nào và không có ảnh nào; hãy xem lại có đúng tệp không"
ENCRYPTED = "tệp có đặt mật khẩu; hãy mở bằng Word, bỏ mật khẩu (File › Info › Protect Document) rồi nhập lại"
OLD_WORD = "tệp .doc của Word cũ; hãy mở bằng Word, chọn Save As › Word Document (.docx) rồi nhập tệp .docx"
ODT = "tệp .odt của LibreOffice; hãy mở rồi chọn Save As › Word 2007-365 (.docx), và nhập tệp .docx"
RTF = "tệp RTF; hãy mở bằng Word, chọn Save As › Word Document (.docx) rồi nhập tệp .docx"
NOT_WORD = "không phải tệp Word; hãy chọn tệp .docx"
TOO_LARGE = "tệp khi mở ra quá lớn, có thể là tệp gài bẫy; hãy mở bằng Word, chép chữ và ảnh sang tệp mới rồi nhập lại"
UNWRITABLE = "không ghi được bài; hãy xem đĩa còn chỗ và thư mục có được phép ghi không"
THERE = "tệp này đã được nhập rồi và không ghi đè; hãy sửa thẳng bài, hoặc xoá bài rồi nhập lại"
UNREADABLE = "không mở được tệp; hãy đóng Word nếu đang mở tệp, xem lại tên và chỗ để tệp"
