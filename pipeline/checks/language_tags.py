"""The primary languages of a language tag (BCP 47), and which of them are written from right to left.

Source: IANA Language Subtag Registry, https://www.iana.org/assignments/language-subtag-registry, file date
2021-08-06, records of type "language" (ISO 639-1, and 639-2, -3 and -5 for languages without a code of two letters).
“eng” and “vie” are therefore not among them: programs that read aloud know “en” and “vi”.
"""

from __future__ import annotations

_TWO = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik
in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg
mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro
ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty
ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
# Two letters, then every third letter that makes a code with them: "aaabc" stands for aaa, aab and aac.
_THREE = """
aaabcdefghiklmnopqstuvwxz ababcdefghijlmnopqrstuvwxyz acabdefhiklmnpqrstuvwxyz adabdefghijlnopqrstuwxyz
aeabcdeklmnqrsuwyz afabdeghiknopstuz agabcdefghijklmnopqrstuvwxyz ahabghiklmnoprst
aiabcdefghijklmnopqrstwxy ajaginptuwz akbcdefghijklmopqrstuvwxyz alacdefghijklmnopqrstuvwxyz
amabcefgijklmnopqrstuvwxyz anabcdefghijklmnopqrstuvwxyz aoabcdefghijklmnrstuxz
apabcdefghijklmnopqrstuvwxyz aqacdgklmnprtz arbcdehijklnopqrstuvwxyz asabcdefghijklnopqrstuvwxyz
atabcdeghijklmnopqrstuvwxyz auabcdefghijklmnopqrstuwxyz avbdiklmnostuv awabcdeghikmnorstuvwxy axbegklmx
ayabcdeghiklnopqrstuxyz azabcdgjmnotz baabcdefghijlnoprstuvwxyz bbabcdefghijklmnopqrstuvwxyz
bcabcdefghijklmnopqrstuvwyz bdabcdefghijklmnopqrstuvwxyz beabcdefghijkmopqrstuvwxyz
bfabcdefghijklmnopqrstuwxyz bgabcdefgijklmnopqrstuvwxyz bhabcdefghijklmnopqrstuvwxyz
biabcdefgjklmnopqrtuvwxyz bjabcdefghijklmnopqrstuvwxyz bkabcdfghijklmnopqrstuvwxyz
blabcdefghijklmnopqrstvwxyz bmabcdefghijklmnopqrstuvwxyz bnabcdefgijklmnopqrstuvwxyz
boabefghijklmnopqrtuvwxyz bpabdeghijklmnopqrstuvwxyz bqabcdfghijklmnopqrstuvwxyz
brabcdfghijklmnopqrstuvwxyz bsabcefghijklmnopqrstuvwxy btabcdefghijklmnopqrstuvwxyz
buabcdefghijkmnopqstuvwxyz bvabcdefghijklmnopqrtuvwxyz bwabcdefghijklmnopqrstuwxyz
bxabcdefghijklmnopqrsuvwxz byabcdefghijklmnopqrstvwxyz bzabcdefghijklmnopqrstuvwxyz
caabcdefghijklmnopqrsuvwxyz cbabcdeghijklnoqrstuvwy ccacdeghjlmnopqrs cdacdefghijmnorsyz ceabgklnty
cfadgm cgacgk chbcdfghjklmnopqrtwxyz ciabcdehkmnprwy cjaehikmnoprsvy ckabhlmnoqrstuvxyz clacdehijklmotuwy
cmacegiklmnorst cnabcghikloprstuwx coabcdefghjklmnopqtuvwxyz cpabcefginopsuxy cqdu
crabcdfghijklmnopqrstvwxyz csabcdefghijklmnopqrstuvwxyz ctacdeghlmnopstuyz cuabcghijklmopqrstuvwxy cvgn
cwabdegt cyabo czhknot daacdefghijklmopqrsuvwxyz dbabdefgijlmnopqrtuvwy dccr ddadegijnorsw
decdefghiklmnpqrsvz dgabcdeghiklnorstuwxz dhadgilmnorsuvwx diabcdfghijklmnopqrstuwxyz djabcdefijklmnoruw
dkagklrsx dlgkmn dmabcdefgklmnorsuvwxy dnadegijknortuvwy doabcefhiklnopqrstvwxyz dpp drabcdeghilnoqrstuwy
dsbehilnoq dtabdhikmnoprstuy duabcdefghijklmnopqrsuvwxyz dva dwaklrsuwyz dyabdgimnouy dzadegln eaa
ebcgkoru ecrsy eee efaei egaloxy ehsu eiptv eja ekacegiklmopry elehikmopux emabegikmnopqsuwxyz
enabcdfhlmnoqruvwx eot epi eraghikorstw eseghiklmnoqsuxy etbchnorstuxz euq evehn ewo ext eyao ezae
faabdfghijklmnprtuxyz fbl fcs fer ffim fgr fiaeflprtuw fkkv flahilnry fmpu fnbgi fodimnrsx fpe fqs
frcdkmopqrst fsels fubcdefhijmnqrtuvy fvr fwae gaabcdefghijklmnopqrstuvwxyz gbabcdefghijklmnopqrsuvwxyz
gccdeflnrt gdabcdefghijklmnoqrstux geabcdfghijklmqsvwxyz gfktx ggabdegklnortuw ghacehklnorst
giabcdeghilmnopqrstuwxyz gjikmnru gkadenopu glbcdhijkloruwy gmabdeghlmnqruvwxyz gnabcdeghijklmnoqrtuwz
goabcdefghijklmnopqrstuwxyz gpaen gqainru grabcdghijkmoqrstuvwxyz gseglmnopsw gtaiu
guabcdefghiklmnopqrstuvwxz gvacefjlmnoprsy gwabcdefgijmnrtuwx gxx gyabdefgilmnoryz gzain
haabcdefghijklmnopqrsvwxyz hbabnou hcah hdnsy headghim hgmw hhiry hiabdfghijklmortwx hji hkaehkns
hlabdetu hmabcdefghijklmnpqrstuvwxyz hnadeghijnosu hoabcdehijklmoprstvwyz hpos hracekmoprtuwxz hsbhlns
htiosux hubcdefghijklmopqrstuvwxyz hvceknv hwaco hyawx iainpr ibabdeghilmnruy icahlr idabcdeirstu
ifabefkmuy igbeglmnosw ihbipw iinr ijcejnos ikeikloprstvwxz ilabgiklmopsuvw imaeilnorsy inbceghjlmnopstz
ioruw ipio iquw iraehiknoruxy isacdeghikmnortu itbcdeiklmorstvwxyz ium ivbv iwkmos ixcl iyaox izhirz
jaabcdefhjklmnoqrstuxyz jbeijkmnortuw jcst jdagt jebeghiklnrtu jgbeko jhis jiabcdeghilmoqtuvy jjer
jkamoprsu jles jmabcdilnrswx jnadgijls jobdgrsw jparx jqr jrabrtu jsl juabcdhiklmnoprstuwy jvdn jwi jyaey
kaabcdefghijkmopqrvwxy kbabcdefghijklmnopqrstuvwxyz kcabcdefghijklmnopqrstuvwxyz
kdacdefghijklmnopqrtuvwxyz keabcdefghijklmnopqrstuvwxyz kfabcdefghijklmnopqrstuvwxyz
kgabcdefghijklmnopqrstuvwxy khabcdefghijklnopqrstuvwxyz kiabcdefghijlmopqstuvwxyz
kjabcdefghijklmnopqrstuvxyz kkabcdefghijklmnopqrstuvwxyz klabcdefghijklmnopqrstuvwxyz
kmabcdefghijklmnopqrstuvwxyz knabcdefgijklmnopqrstuvwxyz koacdefghijklopqstuvwxyz
kpabcdefghijklmnopqrstuvwxyz kqabcdefghijklmnopqrstuvwxyz krabcdefhijklmnoprstuvwxyz
ksabcdefghijklmnopqrstuvwxyz ktabcdefghijklmnopqrstuvwxyz kubcdefghijklmnopqstuvwxyz
kvabcdefghijklmnopqrstuvwxyz kwabcdefghijklmnopqrstuvwxyz kxabcdefhijklmnopqrstuvwxyz
kyabcdefghijklmnopqrstuvwxyz kzabcdefghijklmnopqrstuvwxyz laabcdefghijklmnpqrsuwxyz
lbabcefgijklmnoqrstuvwxyz lccdefhlmpqs ldabdghijklmnopq leabcdefghijklmnopqrstuvwxyz lfan
lgabghiklmnqrtuz lhahilmnpstu liabcdefghijklopqrsuvwxyz ljaeilpwx lkabcdehijlmnorstuy
llabcdefghijklmnopqsux lmabcdefghijklmnopqruvwxyz lnabdghijlmnosuwz loabcefghijklmnopqrstuvwxyz lpaenox
lracegiklmnortvz lsabdeghilmnoprstvy ltcghinosu luacdefijklmnopqrstuvwyz lvaiksu lwaeghlmostuw lxm lyagn
lzhlnz maabdefgijkmnpqstuvwxz mbabcdefhijklmnopqrstuvwxyz mcabcdefghijklmnopqrstuvwxyz
mdabcdefghijklmnpqrstuvwxyz meabcdefghijklmnopqrstuvwyz mfabcdefghijklmnopqrstuvwxyz
mgabcdefghijklmnopqrstuvwxyz mhabcdefghijklmnopqrstuwxyz miabcdefghijklmnopqrstuwxyz
mjabcdeghijklmnopqrstuvwxyz mkabcefghijklmnopqrstuvwxyz mlabcdefhijklmnopqrsuvwxz
mmabcdefghijklmnopqrtuvwxyz mnabcdefghijklmnopqrstuvwxyz moacdefghijkmopqrstuvwxyz
mpabcdeghijklmnopqrstuvwxyz mqabcefghijklmnopqrstuvwxyz mrabcdefghjklmnopqrstuvwxyz
msbcdefghijklmnopqrstuvwxyz mtabcdefghijklmnopqrstuvwxy muabcdeghijklmnopqrstuvxyz
mvabdefghiklmnopqrstuvwxyz mwabcdefghijklmnopqrstuvwxyz mxabcdefghijklmnopqrstuvwxyz
mybcdefghijklmnopqrstuvwxyz mzabcdeghijklmnopqrstuvwxyz naabcdefghijklmnopqrstwxyz
nbabcdefghijkmnopqrstuvwxy ncabcdefghijklmnopqrstuxz ndabcdfghijklmnpqrstuvwxyz
neabcdefghijkmnoqrstuvwxyz nfadlru ngabcdefghijklmnopqrstuvwxyz nhabcdefghikmnopqrtuvwxyz
niabcdefghijklmnoqrstuvwxyz njabdhijlmnorstuxyz nkabcdefghijkmnopqrstuvwxz nlacegijklmnoqruvwxyz
nmabcdefghijklmnopqrstuvwxyz nnabcdefghijklmnpqrstuvwxyz noacdefghijklmnopqstuvwyz npabghilnosuxy
nqgklmnoqty nrabcefgiklmnprtuxz nsabcdefghiklmnopqrstuvwxyz ntdegijkmoprsuwxyz
nuabcdefghijklmnopqrstuvwxyz nvhmo nwabcegimorxy nxadegiklmnoqrux nybcdefghijklmnopqrstuvwxy nzabdikmsuyz
oaacrv obiklmortu ocahmou odaktu ofosu ogbcegou ohtu oian ojbcgpsvw okabcdeghijklmnorsuvxz oladekmortu
omabcegiklnopqrtuvwxy onabegijknoprstuwx oodgnrs opakmoty oraceghnorstuvwxyz osacinoptux
otabdeiklmnoqrstuwxyz ouabeimn ovd owil oybdmy ozm paabcdefghiklmopqrstuvwxyz pbbcefghilmnoprstuvyz
pcabcdefghijklmnprw pdacinotu peabdefghijklmopqsvxyz pfael pgadgiklnsuyz phadghiklmnoqrtuvw
piabcdefghijlmnoprstuvwxyz pjt pkabcghnoprstu plabcdefghjklnopqrstuvwyz pmabcdefhijklmnoqrstuwxyz
pnabcdeghijklmnopqrstuvwxyz pocdefghikmnopqstvwxyz ppaeiklmnopqrstu pqaemw prabcdefghiklmnopqrstuwxyz
psacdeghilmnopqrstuwy ptahinopqrtuvwy puabcdefgijkmopqrtuwxyz pwabgimnorw pxm pyemnsuxy pzn
quabcdfghiklmnpqrsvwxyz qvacehijlmnopswyz qwacehmst qxachlnopqrstuw qyap raabcdfghijklmnopqrstuvwxyz
rbbklp rcf rdb reabegijlmnrsty rgaeknrsu rhgp riaeflmnrtu rjgis rkabhimtw rmabcdefghiklmnopqrstuvwxyz
rnadglnprw roabcdefglmopruw rpnt rriot rsbilm rtchmsw rubcefghikopqtuyz rwaklmor rxdw rynsu rzh
saabcdefhijklmopqrstuvwxyz sbabcdefghijklmnopqrstuvwxyz scabefghiklnopqstuvwx sdabcefghjklmnopqrstuvxz
seabcdefghijklmnopqrstuvwyz sfbemsw sgabcdeghijklmnoprstuwxyz shabcdeghijklmnopqrstuvwxyz
siabdefghijklmopqrstuvwxyz sjabdegklmnoprstuw skabcdefghijkmnopqrstuvwxyz slacdefghijlmnpqrstuwxyz
smabcdfghijklmnpqrstuvwxyz snbcefghijklmnopqrsuvwxyz soabcdeghijklnopqrsuvwxyz spbcdegiklmnopqrstuvxy
sqahjkmnoqrstux srabcefghiklmnoqrstuvwxyz ssabcdefghijklmnopqrstuvxyz stabdefghijklmnopqrstuvwy
suabcegijklmoqrstvwxyz svabcekmrsx swbcfghijklmnopqrstuvwxy sxbcegklmnorsuw syabcdiklmnorswxy
szabcdeglnpsvwy taabcdefgijklnopqrsuvwxyz tbabcdefghijklmnopqrstuvwxyz tcabcdefghiklmnopqstuwxyz
tdabcdefghijklmnoqrstuvxy teabcdefghikmnopqrstuvwxyz tfinort tgabcdefghijnopqrstuvwxyz
thcdefhiklmnpqrstuvwxyz tiacdefghijklmnopqstuvwxyz tjagijlmnopsuw tkabdefgklmnpqrstuvwxz
tlabcdfghijklmnopqrstuvwxy tmabcdefghijklmnopqrstuvwyz tnabcdefghiklmnopqrstuvwxyz
tobcdefghijlmopqrsuvwxyz tpacefgijklmnopqrtuvwxyz tqblmnopqrtuw trabcdefghijklmnopqrstuvwxyz
tsabcdefghijklmpqrstuvwxyz ttabcdefghijklmnopqrstuvwyz tuabcdefghijlmnopqstuvwxyz tvadeklmnostuwxy
twabcdefghlmnopqrtuwxy txabceghijmnoqrstuxy tyaehijlnprstuvxyz tzahjlmnox uamnr ubailruy udaegijlmu ues
ufi ugabenoy uhan uisv uji ukaghiklpqsuvwy ulabcefiklmnuw umabcdgimnoprsu unadegikmnpruxz uok upiv
urabcefghijklmnoprtuvwxyz usahikpsu utaehpru uumnru uvehl uwa uya uzns vaaefghijlmnoprsuvy vbbk vecdlmopr
vgrt vicdfglnstv vkaijklmnoptuz vlps vmabcdefghijklmpqrsuvwxyz vnkmp vort vraost vsilv vto vumnt vwa
waabcdefghijklmnopqrstuvwxyz wbabefhijklmpqrstvw wcai wddgjkuy weacdghimnoprstuw wfg wgabgiouwy whagku
wibcefghijklmnrtuvwy wjai wkabdlruwy wlaceghiklmorsuvwxy wmabcdeghimnostwx wnbcdegikmnopuwy
woabcdefgikmnorswy wpc wrabdghiklmnoprsuvwxyz wsagikrsuv wtfhikmw wuabdhlmnrtuvxy wwaborw wxaw wyabimry
xaabcdegijklmnopqrstuvwy xbabcdegijmnoprwxy xcbceghlmnortuvwy xdackmoy xebdglmprstu xfa xgabdfgilmnruw
xhacdertuv xiabilnprsvy xjbt xkabcdefghijklnopqrstuvwxyz xlabcdeginopsuy xmabcdefghjklmnopqrstuvwxyz
xnabdghijkmnoqrstuyz xocdgikmnoprw xpabcdefghijklmnopqrstuvwxyz xqat xrabdegimnqrtuw
xsabcdehijlmnopqrsuvy xtabcdeghijlmnopqrstuvwyz xuabdgjlmnoprtu xveinos xwacdegjklortw xxbkmrt xyabjklty
xzhmp yaabcdefghijklmnopqrstuvwxyz ybabdehijklmnoxy ychlnp ydadegks yeaceijlnrstuvy ygailmprsuw yhadls
yiafghijklmnpqrstuvxyz ykagiklmnortuy ylabegilmnoruy ymabcdeghiklmnopqrstxz ynadeghklnoqsu yobgiklmnstxy
ypabghkmnopz yrabeiklmnoswy yscdglmnoprsy ytalpwy yuabcdefgijklmnpqrtuwxyz yvat ywaglnqrtuw yxaglmuy
yyruz yzgk zaabcdefghijklmopqrstuvwxyz zbaceltuw zcah zdj zeaghn zgabhmnr zhbdinwx ziabklmnrwz
zkabdghknoprtuvz zlaejmnqsw zmabcdefghijklmnopqrstuvwxyz znadegks zochmoqrs zpabcdefghijklmnopqrstuvwxyz
zqe zragnops zsaklmru zteglmnpqstuxy zuahmny zwa zxx zybgjnp zzaj
"""
_KNOWN = frozenset((*_TWO.split(), *(word[:2] + third for word in _THREE.split() for third in word[2:])))
_PRIVATE = range(ord("a"), ord("t") + 1)  # qaa to qtz are for private use
RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi", "ji")
)
# What people write in place of a language's code, and the code.
MISTAKEN = {
    **dict.fromkeys(("vn", "vie", "vietnamese", "tieng-viet", "vietnam", "vi_vn", "vn_vn", "viet"), "vi"),
    **dict.fromkeys(("eng", "english", "uk-en", "us", "gb", "en_us", "en_gb", "enu"), "en"),
    **dict.fromkeys(("cn", "chi", "zho", "chinese", "zh_cn"), "zh"),
    **dict.fromkeys(("jp", "jpn", "japanese", "ja_jp"), "ja"),
    **dict.fromkeys(("kr", "kor", "korean", "ko_kr"), "ko"),
    **dict.fromkeys(("fre", "fra", "french", "fr_fr"), "fr"),
    **dict.fromkeys(("ger", "deu", "german", "de_de"), "de"),
    **dict.fromkeys(("rus", "russian", "ru_ru"), "ru"),
    **dict.fromkeys(("khm", "kh", "khmer"), "km"),
    **dict.fromkeys(("lao", "laos"), "lo"),
    **dict.fromkeys(("dutch", "nld", "dut"), "nl"),
    **dict.fromkeys(("spanish", "spa"), "es"),
}


def primary(tag: str) -> str:
    """Return the primary language of a language tag, "" where it begins with no registered one."""
    first = tag.strip().partition("-")[0].lower()
    private = len(first) == 3 and first[0] == "q" and first.isascii() and ord(first[1]) in _PRIVATE
    return first if first in _KNOWN or private else ""


def meant(tag: str, otherwise: str) -> str:
    """Return the language that a wrong tag most likely means, `otherwise` where it gives no hint."""
    plain = tag.strip().lower()
    return (
        MISTAKEN.get(plain)
        or MISTAKEN.get(plain.partition("-")[0])
        or primary(plain.replace("_", "-"))
        or otherwise
    )
