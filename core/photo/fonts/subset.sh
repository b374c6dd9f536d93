#!/bin/sh
# Makes NotoSans-Regular.subset.ttf anew: `subset.sh FOLDER` with FOLDER holding NotoSans-Regular.ttf of Debian's
# package fonts-noto-core (20201225-1; the font says version 2.004). Needs `pip install fonttools==4.68.0`.
# What is kept: Latin with Extended-A and Vietnamese, Greek, Cyrillic, the punctuation of their languages (ADR 0014).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
latin='U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+0237,U+02C6,U+02C7,U+02D8-02DD,U+1E80-1E85,U+1E9E,U+1EA0-1EF9,U+1EF2,U+1EF3'
marks='U+0300-0304,U+0306-030C,U+0323,U+0327,U+0328'
greek='U+0370-03FF'
cyrillic='U+0400-045F,U+0490-0493,U+049A-04A3,U+04AE-04B3,U+04B6-04BB,U+04D8,U+04D9,U+04E8,U+04E9'
signs='U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+20AC,U+20BA,U+20BD,U+2116,U+2122,U+2212,U+2248,U+2264,U+2265,U+FFFD'
pyftsubset "$1/NotoSans-Regular.ttf" --unicodes="$latin,$marks,$greek,$cyrillic,$signs" \
    --no-hinting --layout-features='' --drop-tables+=GSUB,GPOS,GDEF,DSIG --notdef-outline \
    --name-IDs='0,1,2,3,4,5,6,13,14' --output-file="$here/NotoSans-Regular.subset.ttf"
