"""Characters to syllables: the readings a listener needs, and nothing but what the engine takes."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.lexicon import load_lexicon
from pages.pinyin import ENGINE_TEXT, Unspeakable, engine_text


@pytest.mark.parametrize(
    ("characters", "syllables"),
    [
        ("银行", "yin2 hang2"),
        ("重庆", "chong2 qing4"),
        ("长者", "zhang3 zhe3"),
        ("会计", "kuai4 ji4"),
        ("调整", "tiao2 zheng3"),
        ("了解", "liao3 jie3"),
        ("差额", "cha1 e2"),
        ("还款", "huan2 kuan3"),
        ("给付", "ji3 fu4"),
        ("得到", "de2 dao4"),
        ("一个", "yi2 ge4"),
        ("不要", "bu2 yao4"),
        ("长护险", "chang2 hu4 xian3"),
        ("大夫", "dai4 fu5"),
        ("女儿", "nü3 er2"),
        ("报销率", "bao4 xiao1 lü4"),
    ],
)
def test_words_that_dictionaries_or_engines_misread(characters: str, syllables: str) -> None:
    assert engine_text(characters) == syllables


@pytest.mark.parametrize(
    ("surname", "syllable"),
    [
        ("曾", "zeng1"),
        ("任", "ren2"),
        ("翟", "zhai2"),
        ("缪", "miao4"),
        ("单", "shan4"),
        ("查", "zha1"),
        ("仇", "qiu2"),
        ("尉迟", "yu4 chi2"),
    ],
)
def test_surnames_have_their_own_readings(surname: str, syllable: str) -> None:
    assert engine_text(f"{surname}师傅，您好") == f"{syllable} shi1 fu5 ， nin2 hao3"


@pytest.mark.parametrize(
    ("characters", "tone"),
    [
        ("一元", "yi4"),
        ("一万", "yi2"),
        ("一下", "yi2"),
        ("一月", "yi1"),
        ("一号", "yi1"),
        ("看一看", "yi5"),
        ("第一条", "yi1"),
        ("二十一元", "yi1"),
        ("一百", "yi4"),
        ("统一办理", "yi1"),
        ("星期一", "yi1"),
    ],
)
def test_one_changes_its_tone_where_it_counts_and_keeps_it_where_it_names(
    characters: str, tone: str
) -> None:
    assert engine_text(characters).split()[characters.index("一")] == tone


def test_marks_stay_and_syllables_stand_apart() -> None:
    assert engine_text("您好，请坐。") == "nin2 hao3 ， qing3 zuo4 。"


@pytest.mark.parametrize(
    ("text", "position"),
    [("共3人", 1), ("您好，㐂", 3), ("", 0), ("，。", 0), ("好,", 1), ("A", 0)],
)
def test_what_has_no_reading_is_refused_by_its_place_alone(text: str, position: int) -> None:
    with pytest.raises(Unspeakable) as refused:
        engine_text(text)
    assert refused.value.position == position
    assert not text or text not in str(refused.value)


@given(
    st.text(
        alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=80
    )
)
def test_any_han_text_becomes_one_syllable_a_character(characters: str) -> None:
    syllables = pronounced(characters)
    if isinstance(syllables, Unspeakable):
        assert 0 <= syllables.position < len(characters)
    else:
        assert ENGINE_TEXT.fullmatch(syllables)
        assert len(syllables.split()) == len(characters)


def pronounced(words: str) -> str | Unspeakable:
    try:
        return engine_text(words)
    except Unspeakable as refused:
        return refused


def test_a_clause_without_end_gets_pauses_for_the_engine() -> None:
    syllables = engine_text("好" * 200).split()
    assert syllables.count("hao3") == 200
    assert max(len(run.split()) for run in " ".join(syllables).split("，")) <= 80


def test_every_reading_of_the_lexicon_has_a_syllable_for_each_character() -> None:
    lexicon = load_lexicon()
    for words, syllables in {**lexicon.readings, **lexicon.surnames}.items():
        assert len(words) == len(syllables.split()), words
        assert ENGINE_TEXT.fullmatch(syllables), words


def test_every_spelling_of_the_lexicon_can_be_said() -> None:
    lexicon = load_lexicon()
    for table in (lexicon.letters, lexicon.latin, lexicon.units, lexicon.symbols):
        for said in table.values():
            engine_text(said)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_engine_speaks_every_syllable_we_use_in_mandarin() -> None:
    lexicon = load_lexicon()
    syllables = {
        word for text in {**lexicon.readings, **lexicon.surnames}.values() for word in text.split()
    }
    command = ["espeak-ng", "-q", "-x", "-v", "cmn-latn-pinyin", "--stdin"]
    spoken = subprocess.run(
        command, input=" 。\n".join(sorted(syllables)).encode(), capture_output=True, check=True
    ).stdout.decode()
    assert "(en)" not in spoken
    assert len(spoken.split()) == len(syllables)
