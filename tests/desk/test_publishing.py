"""A post's way to a bare repository, by the program git and by dulwich alone, with others pushing meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest

from git_remotes import AUTHOR, OLD, POST, Remote, git, wait
from newsdesk import progress
from newsdesk.git_run import find_git
from newsdesk.outgoing import Post
from newsdesk.own_files import files_of_post, old_places, photos_alone
from newsdesk.public_page import is_public
from newsdesk.publisher import Publisher
from newsdesk.publishing import (
    Publication,
    SamePost,
    commit_files,
    revert,
    send,
)
from newsdesk.repository import Obstacle, Offline


def test_only_the_files_of_the_post_are_committed(remote: Remote) -> None:
    (remote.here / "khac.txt").write_text("đang sửa dở\n", encoding="utf-8")
    remote.write("them.txt", "đã add")
    git(remote.here, "add", "them.txt")
    remote.write(POST.replace("index.md", "ảnh.jpg"), "ảnh")
    remote.write("docs/bai-viet/2026/khác.md", "bài khác")
    remote.publish(POST, "một", "ảnh.jpg")
    assert remote.changed() == sorted([POST, POST.replace("index.md", "ảnh.jpg")])
    assert remote.log() == ["Đăng bài: một", "đầu"]
    status = git(remote.here, "status", "--porcelain").splitlines()
    assert sorted(status) == [" M khac.txt", "?? docs/bai-viet/2026/khác.md", "A  them.txt"]


def test_a_photo_that_the_text_does_not_show_stays_at_home(remote: Remote) -> None:
    for name in ("ảnh.jpg", "bỏ.jpg"):
        remote.write(POST.replace("index.md", name), "ảnh")
    remote.publish(POST, "một", "ảnh.jpg")
    assert remote.changed() == sorted([POST, POST.replace("index.md", "ảnh.jpg")])
    remote.write(POST.replace("index.md", "ảnh.jpg"), "ảnh mới")
    remote.publish(POST, "hai")  # it is there already, so it is kept up
    assert remote.changed() == sorted([POST, POST.replace("index.md", "ảnh.jpg")])


def test_it_is_put_upon_what_others_have_pushed(remote: Remote) -> None:
    remote.push_elsewhere("moi.md", "của người khác")
    remote.publish(POST, "một")
    assert remote.log() == ["Đăng bài: một", "khác: của người khác", "đầu"]
    assert (remote.here / "moi.md").read_text(encoding="utf-8") == "của người khác"
    assert git(remote.here, "status", "--porcelain") == ""
    assert git(remote.here, "rev-parse", "HEAD") == git(remote.bare, "rev-parse", "main")


def test_somebody_who_pushes_in_between_is_waited_for(remote: Remote) -> None:
    place = remote.write(POST, "một")
    repository, turns = remote.repository, list[str]()

    def tell(line: str) -> None:
        if "gửi" in line and len(turns) < 2:
            turns.append(line)
            remote.push_elsewhere(f"{len(turns)}.md", str(len(turns)))

    own = commit_files(repository, files_of_post(repository, place, frozenset()), "Đăng bài: một\n", AUTHOR)
    send(repository, own, tell)
    assert remote.log() == ["Đăng bài: một", "khác: 2", "khác: 1", "đầu"]


def test_another_version_of_the_same_post_stops_it_and_both_are_kept(remote: Remote) -> None:
    remote.push_elsewhere(OLD, "bản kia\n")
    with pytest.raises(SamePost) as met:
        remote.publish(OLD, "bản này\n")
    assert met.value.theirs == {OLD: "bản kia\n".encode()}
    assert (remote.here / OLD).read_text(encoding="utf-8") == "bản này\n"
    assert remote.log() == ["khác: bản kia", "đầu"]
    remote.publish(OLD, "bản này\n")  # once both have been seen
    assert git(remote.bare, "show", f"main:{OLD}") == "bản này\n"
    assert remote.log()[1:] == ["khác: bản kia", "đầu"]


def test_a_file_that_is_being_edited_is_never_overwritten(remote: Remote) -> None:
    (remote.here / "khac.txt").write_text("đang sửa dở\n", encoding="utf-8")
    remote.push_elsewhere("khac.txt", "của họ\n")
    with pytest.raises(Obstacle, match="sửa dở"):
        remote.publish(POST, "một")
    assert (remote.here / "khac.txt").read_text(encoding="utf-8") == "đang sửa dở\n"


def test_without_a_network_the_commit_waits(remote: Remote) -> None:
    away = remote.bare.rename(remote.bare.with_name("away.git"))
    with pytest.raises(Offline, match="khi có mạng"):
        remote.publish(POST, "một")
    assert set(remote.repository.changes(remote.repository.tip(), remote.repository.head())) == {POST}
    away.rename(remote.bare)
    send(remote.repository, Publication("", ()), remote.said.append)
    assert remote.log() == ["Đăng bài: một", "đầu"]
    assert remote.repository.tip() == remote.repository.head()


@pytest.mark.parametrize("path", [POST, OLD])
def test_a_publication_is_taken_back_by_a_new_commit(remote: Remote, path: str) -> None:
    before = git(remote.bare, "ls-tree", "-r", "main")
    own = remote.publish(path, "mới\n")
    remote.push_elsewhere("moi.md", "x")
    repository = remote.repository
    repository.fetch()
    made = revert(repository, own, "Hoàn tác: mới\n", AUTHOR)
    send(repository, made, remote.said.append)
    assert remote.log()[0] == "Hoàn tác: mới"
    after = [line for line in git(remote.bare, "ls-tree", "-r", "main").splitlines() if not line.endswith("moi.md")]
    assert after == before.splitlines()
    assert (remote.here / path).read_text(encoding="utf-8") == "mới\n"  # the text stays here


def test_what_was_published_again_since_is_not_taken_back(remote: Remote) -> None:
    own = remote.publish(POST, "một")
    remote.publish(POST, "hai")
    with pytest.raises(Obstacle, match="sửa sau lần đăng"):
        revert(remote.repository, own, "Hoàn tác\n", AUTHOR)


def test_a_deleted_post_goes_with_all_its_files(remote: Remote) -> None:
    remote.write(POST.replace("index.md", "a.jpg"), "ảnh")
    remote.publish(POST, "một", "a.jpg")
    place = remote.here / POST
    for one in place.parent.iterdir():
        one.unlink()
    repository = remote.repository
    own = commit_files(repository, files_of_post(repository, place, frozenset()), "Xoá bài: một\n", AUTHOR)
    send(repository, own, remote.said.append)
    assert remote.changed() == sorted([POST, POST.replace("index.md", "a.jpg")])
    assert POST not in git(remote.bare, "ls-tree", "-r", "--name-only", "main")


def test_a_first_commit_needs_no_history(remote: Remote, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "empty")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "empty.git")
    git(tmp_path / "empty", "remote", "add", "origin", str(tmp_path / "empty.git"))
    fresh = Remote(tmp_path / "empty.git", tmp_path / "empty", remote.other, remote.program)
    fresh.publish(POST, "một")
    assert fresh.log() == ["Đăng bài: một"]


def test_a_git_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = tmp_path / "git"
    trap.write_text("#!/bin/sh\n", encoding="utf-8")
    trap.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    for path in (".", "", "./", "bin:."):
        monkeypatch.setenv("PATH", path)
        assert find_git() == ""


def publisher_of(remote: Remote, build: Callable[[], str] = lambda: "", site: str = "") -> Publisher:
    return Publisher(remote.here, remote.here / ".cache/newsdesk", site, AUTHOR, build)


def publish(
    publisher: Publisher, remote: Remote, path: str, title: str, states: tuple[str, ...] = ("done", "stopped")
) -> None:
    publisher.start(Post(path, remote.write(path, f"---\ntitle: {title}\n---\n"), path))
    assert not wait(publisher, states).startswith("stopped")


def test_a_build_that_fails_publishes_nothing(remote: Remote) -> None:
    publisher = publisher_of(remote, lambda: "docs/bai-viet/a.md:1: thiếu tiêu đề")
    publisher.start(Post("bai-viet/a.md", remote.write(POST, "một"), "Một"))
    assert wait(publisher) == "stopped: Không dựng được trang: docs/bai-viet/a.md:1: thiếu tiêu đề"
    assert remote.log() == ["đầu"]


def test_a_post_whose_time_has_not_come_is_not_waited_for(remote: Remote) -> None:
    publisher = publisher_of(remote, site="https://example.test/")
    publisher.start(Post("bai-viet/2026/bài mới/index.md", remote.write(POST, "một"), "Một"))
    assert wait(publisher).startswith("done: Đã gửi bài đi. Trang chưa hiện ngay")


def test_the_last_publication_is_remembered_and_taken_back(remote: Remote) -> None:
    publisher = publisher_of(remote)
    publish(publisher, remote, POST, "một")
    remote.push_elsewhere("moi.md", "x")
    again = publisher_of(remote)
    assert again.told()["last"] == POST
    again.start_undo(remote.place)
    assert wait(again).startswith("done: Đã hoàn tác")
    assert remote.log()[0] == f"Hoàn tác: {POST}"
    assert remote.place(POST).read_text(encoding="utf-8") == "---\ntitle: một\ndraft: true\n---\n"
    with pytest.raises(Obstacle):
        again.start_undo(remote.place)


def test_an_older_version_that_is_public_again_makes_no_draft_of_the_newer_one(remote: Remote) -> None:
    publisher = publisher_of(remote)
    publish(publisher, remote, OLD, "mới")
    publisher.start_undo(remote.place)
    assert wait(publisher).startswith("done: Đã hoàn tác")
    assert git(remote.bare, "show", f"main:{OLD}") == "cũ\n"
    assert remote.place(OLD).read_text(encoding="utf-8") == "---\ntitle: mới\n---\n"


def test_what_is_taken_back_without_a_network_stays_here_until_there_is_one(
    remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "RETRY", 0.2)
    publisher, changes = publisher_of(remote), list[int]()
    publish(publisher, remote, POST, "một")
    before = remote.place(POST).read_bytes()
    away = remote.bare.rename(remote.bare.with_name("away.git"))
    publisher.start_undo(remote.place, lambda: changes.append(1))
    assert "khi có mạng" in wait(publisher, ("offline",))
    assert (remote.place(POST).read_bytes(), changes) == (before, [])
    assert publisher.last()
    away.rename(remote.bare)
    assert wait(publisher, ("done",)).startswith("done: Đã hoàn tác")
    assert remote.log() == [f"Hoàn tác: {POST}", f"Đăng bài: {POST}", "đầu"]
    assert b"draft: true" in remote.place(POST).read_bytes()
    assert (changes, publisher.last()) == ([1], None)


def test_a_publication_goes_on_by_itself_when_there_is_a_network_again(
    remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "RETRY", 0.2)
    away, builds = remote.bare.rename(remote.bare.with_name("away.git")), list[int]()

    def build() -> str:
        builds.append(1)
        return ""

    publisher = publisher_of(remote, build)
    publish(publisher, remote, POST, "một", ("offline",))
    away.rename(remote.bare)
    assert wait(publisher, ("done",)).startswith("done: ")
    assert (remote.log(), builds) == ([f"Đăng bài: {POST}", "đầu"], [1])


def test_what_waits_when_the_desk_is_closed_is_sent_when_it_is_opened_again(remote: Remote) -> None:
    away = remote.bare.rename(remote.bare.with_name("away.git"))
    closed = publisher_of(remote)
    publish(closed, remote, POST, "một", ("offline",))
    closed._attempts.turn += 1  # it is gone, and tries no more
    remote.write(OLD, "đang sửa dở\n")
    away.rename(remote.bare)
    again = publisher_of(remote)
    again.resume(remote.place)
    assert wait(again).startswith("done: Đã gửi")
    assert (remote.log(), remote.changed()) == ([f"Đăng bài: {POST}", "đầu"], [POST])
    publisher_of(remote).resume(remote.place)
    assert publisher_of(remote).progress.state == "idle"
    assert again.told()["last"] == POST


def test_what_was_to_be_taken_back_when_the_desk_was_closed_is_when_it_is_opened_again(remote: Remote) -> None:
    closed = publisher_of(remote)
    publish(closed, remote, POST, "một")
    away = remote.bare.rename(remote.bare.with_name("away.git"))
    closed.start_undo(remote.place)
    wait(closed, ("offline",))
    closed._attempts.turn += 1
    away.rename(remote.bare)
    again = publisher_of(remote)
    again.resume(remote.place)
    assert wait(again).startswith("done: Đã hoàn tác")
    assert remote.log() == [f"Hoàn tác: {POST}", f"Đăng bài: {POST}", "đầu"]
    assert b"draft: true" in remote.place(POST).read_bytes()
    assert again.last() is None


def test_a_publication_that_met_another_of_the_same_post_is_not_to_be_taken_back(remote: Remote) -> None:
    publisher = publisher_of(remote)
    remote.push_elsewhere(OLD, "bản kia\n")
    publisher.start(Post(OLD, remote.write(OLD, "bản này\n"), "Cũ"))
    assert "bản khác của chính bài này" in wait(publisher)
    assert publisher.told()["last"] == ""
    again = publisher_of(remote)
    again.resume(remote.place)
    assert again.progress.state == "idle"


def test_a_renamed_post_goes_out_and_comes_back_with_its_old_place(remote: Remote) -> None:
    old, new = "docs/bai-viet/2026/a/index.md", "docs/bai-viet/2026/b/index.md"
    for path in (old, old.replace("index.md", "ảnh.jpg")):
        remote.publish(path, "một")
    before = git(remote.bare, "ls-tree", "-r", "main")
    remote.place(old).parent.rename(remote.place(new).parent)
    publisher = publisher_of(remote)
    left = tuple(old_places(remote.here / "docs", ["bai-viet/2026/a/", "bai-viet/2026/cu/"]))
    photo = frozenset({remote.place(new).with_name("ảnh.jpg")})
    publisher.start(Post(new, remote.write(new, "---\ntitle: một\n---\n"), "Một", photo, left=left))
    assert wait(publisher).startswith("done: ")
    both = [path.replace("index.md", name) for path in (old, new) for name in ("index.md", "ảnh.jpg")]
    assert remote.changed("main") == sorted(both)
    assert "2026/a/" not in git(remote.bare, "ls-tree", "-r", "--name-only", "main")
    assert OLD in git(remote.bare, "ls-tree", "-r", "--name-only", "main")  # there is a post at that old place
    publisher.start_undo(remote.place)
    assert wait(publisher).startswith("done: ")
    assert git(remote.bare, "ls-tree", "-r", "main") == before
    assert remote.place(new).read_text(encoding="utf-8") == "---\ntitle: một\n---\n"
    publisher.start(Post(new, remote.place(new), "Một", photo, left=left))
    assert wait(publisher).startswith("done: ")
    assert remote.changed("main") == sorted(both)


def test_a_deleted_post_comes_back_with_its_photo(remote: Remote) -> None:
    docs, photo = remote.here / "docs", OLD.replace("cu.md", "a.jpg")
    other = remote.write(OLD.replace("cu.md", "khac.md"), "![b](b.jpg)")
    for path in (photo, photo.replace("a.jpg", "b.jpg"), OLD):
        remote.publish(path, "một")
    own = photos_alone(docs, remote.place(OLD), ["a.jpg", "b.jpg", "../a.jpg", other.name])
    assert own == [remote.place(photo)]
    for place in (*own, remote.place(OLD)):
        place.unlink()
    publisher = publisher_of(remote)
    publisher.start(Post(OLD, remote.place(OLD), "Cũ", frozenset(own)), "Xoá bài")
    assert wait(publisher).startswith("done: ")
    assert remote.changed("main") == sorted([OLD, photo])
    publisher.start_undo(remote.place)
    assert wait(publisher).startswith("done: ")
    assert [remote.place(path).read_text(encoding="utf-8") for path in (OLD, photo)] == ["một", "một"]
    assert git(remote.here, "status", "--porcelain", "-uno") == ""


def test_without_a_remote_the_site_is_built_and_its_place_told(tmp_path: Path) -> None:
    for name in ("khong-git", "khong-remote"):
        root = tmp_path / name
        root.mkdir()
        if name == "khong-remote":
            git(root, "init", "-q")
        publisher = Publisher(root, root / ".cache", "", AUTHOR, lambda: "")
        publisher.start(Post("bai-viet/a.md", root / "docs/bai-viet/a.md", "A"))
        assert wait(publisher) == f"done: Trang đã dựng xong, nằm ở {root / 'site'}."


def test_the_post_is_public_when_the_public_page_has_its_words(tmp_path: Path, serve_site) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "index.html").write_text("<h1>Bài <b>mới</b></h1>\n<p>Một &amp; hai.</p>", encoding="utf-8")
    with serve_site(tmp_path) as base:
        assert is_public(base, ["Bàimới", "Một&hai."])
        assert not is_public(base, ["Bàicũ"])
        assert not is_public(f"{base}khong-co/", [])
    assert not is_public("http://127.0.0.1:1/", [])
