"""What hosts are told of a site: headers, caching, redirects, the page for an address that is none.

Hosts read files of their own kinds at the site's root, and each of those files is there in every site; what they say
comes from the same tables (`headers.py`), so that a host is a matter of spelling.

    Netlify, Cloudflare Pages   _headers, _redirects   pages.py
    Apache, LiteSpeed           .htaccess              apache.py
    nginx                       nginx.conf             nginx.py
    IIS                         web.config             iis.py
"""
