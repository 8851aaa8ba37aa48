"""What LaTeX's commands print, as tables: signs, letters with accents, and the commands of which nothing is printed.

`SKIPPED` says what to pass over behind a command: `s` a star, `o` an optional argument, `m` a mandatory one, `d` a
length without braces. What follows is printed: `\\textcolor` is "om", its last argument is ordinary text.
"""

__all__ = [
    "ACCENTS",
    "DING",
    "ENVIRONMENT_ARGUMENTS",
    "MATH_ENVIRONMENTS",
    "OPERATORS",
    "PARTIAL_RULES",
    "RAW_ENVIRONMENTS",
    "SKIPPED",
    "SYMBOLS",
    "TABLE_ARGUMENTS",
    "UNPRINTED_ENVIRONMENTS",
    "WHOLE_RULES",
    "words",
]


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


SYMBOLS: dict[str, str] = pairs(
    r"""
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ
    nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω textmu μ micro μ ohm Ω
    textOmega Ω
    infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ neg ¬ lnot ¬ aleph ℵ hbar ℏ ell ℓ
    Re ℜ Im ℑ wp ℘ angle ∠ triangle △ square □ Box □ blacksquare ■ Diamond ◇ prime ′ top ⊤ bot ⊥ imath ı jmath ȷ
    sum ∑ prod ∏ int ∫ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ coprod ∐ bigvee ⋁ bigwedge ⋀
    uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
    langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lbrace { rbrace } lbrack [ rbrack ] vert | Vert ‖
    lvert | rvert |
    lVert ‖ rVert ‖ mid | backslash \ textbackslash \ colon : lq ‘ rq ’
    dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ hdots … dotsc … dotsb ⋯ dotsm ⋯ dotso … textellipsis … nodata …
    checkmark ✓ Checkmark ✓ cmark ✓ tick ✓ faCheck ✓ yescheck ✓ greencheck ✓ CheckmarkBold ✓ XSolid ✗ XSolidBrush ✗
    xmark ✗ Cross ✗ faTimes ✗ ballotx ✗ crossmark ✗
    redxmark ✗ greencmark ✓ slash / texttildelow ~ bullet • textbullet • circ ∘ star ⋆ bigstar ★ ast *
    textasteriskcentered *
    dag † dagger † textdagger † ddag ‡ ddagger ‡ textdaggerdbl ‡ S § textsection § P ¶ textparagraph ¶
    diamondsuit ♦ heartsuit ♥ clubsuit ♣ spadesuit ♠ flat ♭ sharp ♯ natural ♮
    copyright © textcopyright © textregistered ® texttrademark ™ pounds £ textsterling £ euro € EUR € texteuro € yen ¥
    textdollar $ textdegree ° degree ° degreeCelsius °C celsius °C percent % textpercent % permil ‰ textperthousand ‰
    textgreater > textless < textbar | textbraceleft { textbraceright } textunderscore _ textasciitilde ~
    textasciicircum ^
    textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ”
    textquotesingle '
    textminus − textonehalf ½ textordmasculine º textnumero № numero №
    ss ß ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ
    LaTeX LaTeX TeX TeX BibTeX BibTeX LaTeXe LaTeX2e
    arccos arccos arcsin arcsin arctan arctan arg arg cos cos cosh cosh cot cot csc csc deg deg det det dim
    dim exp exp
    gcd gcd hom hom inf inf ker ker lg lg lim lim liminf liminf limsup limsup ln ln log log max max min min Pr
    Pr sec sec
    sin sin sinh sinh sup sup tan tan tanh tanh argmax argmax argmin argmin
    per / metre m meter m centi c kilo k milli m second s minute min hour h kilogram kg gram g byte B bit bit giga G
    mega M tera T
    hertz Hz joule J watt W
    """
)
SYMBOLS |= {"etal": "et al.", "eg": "e.g.", "ie": "i.e."}  # as many styles have them
SYMBOLS |= dict.fromkeys(["newline", "space", "quad", "qquad", "enskip", "enspace", "thinspace", "nobreakspace"], " ")

# Printed with a space on both sides where the source has one on either.
OPERATORS: dict[str, str] = pairs(
    r"""
    pm ± textpm ± mp ∓ times × texttimes × div ÷ cdot · ast * leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠
    approx ≈ thickapprox ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ ll ≪ gg ≫ prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲
    gtrsim ≳ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ cup ∪ cap ∩ setminus ∖
    wedge ∧ vee ∨
    land ∧ lor ∨ oplus ⊕ otimes ⊗ odot ⊙ ominus ⊖ sqcup ⊔ sqcap ⊓ models ⊨ vdash ⊢ dashv ⊣ perp ⊥ parallel ∥ asymp ≍
    to → rightarrow → textrightarrow → longrightarrow ⟶ leftarrow ← gets ← textleftarrow ← longleftarrow ⟵
    leftrightarrow ↔ Rightarrow ⇒ Longrightarrow ⟹ implies ⟹ Leftarrow ⇐ Leftrightarrow ⇔ iff ⟺ Longleftrightarrow ⟺
    mapsto ↦ longmapsto ⟼ hookrightarrow ↪ rightharpoonup ⇀ leadsto ⇝ coloneqq ≔ triangleq ≜ doteq ≐ lt < gt >
    bmod mod
    """
)

DING: dict[str, str] = {
    "51": "✓", "52": "✔", "53": "✗", "54": "✘", "55": "✗", "56": "✘", "72": "★", "73": "☆", "108": "●", "109": "○",
    "110": "■", "172": "①", "173": "②", "174": "③", "175": "④", "192": "①", "193": "②", "194": "③", "195": "④",
    "115": "▲", "116": "▼", "117": "◆", "161": "†", "168": "♣", "169": "♦", "170": "♥", "171": "♠",
}  # fmt: skip

# The combining mark of each accent: \"o, \c{c}, \H o.
ACCENTS: dict[str, str] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307", '"': "\u0308",
    "r": "\u030a", "H": "\u030b", "v": "\u030c", "u": "\u0306", "c": "\u0327", "k": "\u0328", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip


SKIPPED: dict[str, str] = {
    name: spec
    for spec, names in {
        "": """
            centering raggedright raggedleft centerline noindent indent newpage clearpage cleardoublepage
            tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge smaller larger ssmall
            it itshape em sl slshape sc scshape tt ttfamily sf sffamily rmfamily upshape selectfont displaystyle
            textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag protect relax ignorespaces
            unskip leavevmode nobreak allowbreak null strut hfill vfill hfil vfil hss vss dotfill hrulefill
            frenchspacing
            textit textsl textsc texttt textsf textrm textup textnormal emph mbox text mathrm mathit mathsf mathtt
            mathcal mathbb mathscr mathfrak mathnormal textmd mathop mathrel mathbin mathord mathopen mathclose
            mathpunct ensuremath left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr
            Biggl Biggr overline widehat widetilde hat tilde bar vec dot ddot check breve overrightarrow overleftarrow
            mathring overbrace underbrace textquotedbl makeatletter makeatother appendix maketitle tableofcontents
            listoffigures listoftables onecolumn balance flushbottom raggedbottom sloppy fussy bgroup egroup
            begingroup
            endgroup global long outer frontmatter mainmatter backmatter printbibliography nopagebreak smash fbox
            frame shadowbox ovalbox doublebox lowercase uppercase MakeUppercase MakeLowercase
            protect onehalfspacing singlespacing doublespacing cal Bbb frak mathbbm mathds mathpzc
            colhead morecmidrules phantomsection peerreviewmaketitle IEEEpeerreviewmaketitle justify
            arraybackslash compact tightlist bigskip medskip smallskip ttdefault
            quote textinit faGithub startdata enddata colon mathstrut medmuskip strutbox
            expandafter noexpand csname endcsname string uppercase fi else
        """,
        "m": """
            bibliographystyle thispagestyle pagestyle pagenumbering graphicspath
            usetikzlibrary pgfplotsset tikzset hypersetup lstset urlstyle DeclareGraphicsExtensions
            phantom hphantom vphantom thanks inst index
            stepcounter refstepcounter input include fontfamily fontseries fontshape
            fontencoding adjustbox definecolorset cellcolors hyphenation
            orcid orcidID ead received acmDOI acmISBN acmYear
            acmPrice setcopyright acmJournal acmVolume acmNumber acmArticle acmMonth copyrightyear acmSubmissionID
            settopmatter sethlcolor uhlcolor clearfield enlargethispage setcitestyle AtBeginDocument
            pdfinfo savesymbol Hy
            icmlkeywords printAffiliationsAndNotice notetoself setmainfont mathversion
        """,
        "sm": "hspace vspace addvspace setlist captionsetup nocite",
        "om": """
            usepackage documentclass documentstyle includegraphics cellcolor columncolor scalebox textcolor colorbox
            color RequirePackage includesvg includepdf rotatebox bibliography footnotetext
            ccsdesc email lstinputlisting acmConference affil affiliation address institute
            rowfont arrayrulecolor todo missingfigure marginpar
            ProvidesPackage ProvidesClass LoadClass
        """,
        "smm": "resizebox",
        "mm": """
            setlength addtolength setcounter addtocounter fontsize colorlet numberwithin settowidth
            settoheight DeclareCaptionFont DeclareCaptionFormat addtokomafont
            setbeamertemplate newglossaryentry
            setkomafont
        """,
        "omm": "rule fcolorbox addtocontents animategraphics",
        "mmm": "rdelim ldelim definecolor addcontentsline crefname Crefname",
        "omoo": "rowcolor",
        "mmmm": "mathchoice",
        "mmmmm": "usefont",
        "oom": "makebox framebox",
        "moo": "raisebox",
        "oooom": "parbox",
        "mmmo": "rowcolors",
        "o": "pagebreak linebreak nolinebreak footnotemark thanksref linenumbers addlinespace printbibliography",
        "smomo": "newtheorem",
        "smmm": "titlespacing",
        "somommmo": "titleformat",
        "d": """hskip vskip kern mskip mkern moveleft moveright raise lower parskip parindent baselineskip tabcolsep
            arrayrulewidth doublerulesep extrarowheight textfloatsep floatsep intextsep aboverulesep
            belowrulesep topsep itemsep
            abovecaptionskip belowcaptionskip leftmargin arraycolsep cmidrulekern heavyrulewidth lightrulewidth""",
        "md": "advance",
        "t": "hbox vbox vtop",
    }.items()
    for name in names.split()
}

MATH_ENVIRONMENTS = words(
    """
    equation equation* align align* alignat alignat* gather gather* multline multline* eqnarray eqnarray*
    displaymath math aligned gathered split flalign flalign* dmath dmath* subequations sequation
    """
)
# Drawings, references and the like, of which no sentence is printed.
UNPRINTED_ENVIRONMENTS = words(
    """
    tikzpicture picture pspicture pspicture* axis scope thebibliography comment filecontents filecontents*
    forest dependency tikzcd overpic CCSXML pgfpicture circuitikz psgraph asy feynman IEEEbiography
    IEEEbiographynophoto figurehere animateinline lilypond gnuplot
    """
)
RAW_ENVIRONMENTS = words("verbatim verbatim* Verbatim lstlisting minted alltt BVerbatim")

ENVIRONMENT_ARGUMENTS: dict[str, str] = {
    "array": "om",
    "minipage": "ooom", "table": "o", "table*": "o", "figure": "o", "figure*": "o", "wraptable": "omom",
    "wrapfigure": "omom", "sidewaystable": "o", "sidewaystable*": "o", "sidewaysfigure": "o", "subtable": "oom",
    "subfigure": "oom", "subfloat": "o", "adjustbox": "m", "adjustwidth": "mm", "multicols": "m", "multicols*": "m",
    "CJK": "mm", "CJK*": "omm", "turn": "m", "rotate": "m", "list": "mm", "threeparttable": "o", "tablenotes": "o",
    "enumerate": "o", "itemize": "o", "description": "o", "compactenum": "o", "compactitem": "o", "inparaenum": "o",
    "spacing": "m", "alignat": "m", "alignat*": "m", "floatrow": "o", "SCtable": "oo", "SCfigure": "oo",
    "algorithm": "o", "algorithmic": "o", "algorithm2e": "o", "resizebox": "mm", "scaletikzpicturetowidth": "m",
    "tcolorbox": "o", "mdframed": "o", "abstract": "o", "keywords": "o", "color": "m", "textblock": "mo",
    "lrbox": "m", "tabbing": "", "strip": "o", "figwindow": "o", "tabwindow": "o", "proof": "o", "theorem": "o",
    "lemma": "o", "definition": "o", "proposition": "o", "corollary": "o", "remark": "o", "example": "o",
    "parcolumns": "om", "minipage*": "ooom", "measuredfigure": "o", "otherlanguage": "m", "frame": "oo",
    "landscape": "", "addmargin": "om", "scaled": "m", "teaserfigure": "o", "NiceTabularWrapper": "o",
}  # fmt: skip

# What stands between a table's \begin and its rows; the last one is the columns.
TABLE_ARGUMENTS: dict[str, str] = {
    "tabular": "om", "tabular*": "mom", "tabularx": "mom", "tabulary": "mom", "longtable": "om", "longtable*": "om",
    "xltabular": "omm", "tabu": "om", "longtabu": "om", "supertabular": "om", "supertabular*": "mom", "xtabular": "om",
    "mpsupertabular": "om", "array": "om", "tblr": "om", "longtblr": "om", "NiceTabular": "om", "NiceTabular*": "mom",
    "NiceTabularX": "mom", "deluxetable": "m", "deluxetable*": "m",
}  # fmt: skip

# Lines between rows: over the whole table, and over some of its columns.
WHOLE_RULES = words(
    """
    hline midrule toprule bottomrule Xhline hlineB thickhline shline hdashline specialrule firsthline lasthline
    Hline hrule tabucline thinhline dashmidrule midrulec hhline tabdashline
    """
)
PARTIAL_RULES = words("cmidrule cline cdashline cdashlinelr clineB Xcline arrayrule")
