"""The files for hosts, by their names at the site's root."""

from newsroom.hosting.headers import Hosting

HOST_FILES = ("_headers", "_redirects", ".htaccess", "nginx.conf", "web.config")


def host_file(hosting: Hosting, name: str) -> bytes:
    """The bytes of one; how each is spelt is loaded here, as most builds change none."""
    from newsroom.hosting.apache import htaccess
    from newsroom.hosting.iis import web_config
    from newsroom.hosting.nginx import nginx_conf
    from newsroom.hosting.pages import headers_file, redirects_file

    makers = headers_file, redirects_file, htaccess, nginx_conf, web_config
    return dict(zip(HOST_FILES, makers, strict=True))[name](hosting).encode()
