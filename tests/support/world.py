"""Words of the whole world: scripts and emoji that are hard to lay out."""

from __future__ import annotations

from typing import Final

__all__ = ["WORLD"]

WORLD: Final = {
    "accent apart": "cafe\u0301 nin\u0303o",
    "two accents": "Viê\u0323t o\u0302\u0301",
    "family": "a 👩\u200d👩\u200d👧\u200d👦 b",
    "flags": "🇩🇪🇫🇷 🇯🇵",
    "skin tone": "👍🏽 👩🏿\u200d⚕\ufe0f",
    "keycap": "1\ufe0f\u20e3 #\ufe0f\u20e3",
    "emoji by selector": "❤\ufe0f ☺\ufe0e ✈\ufe0f",
    "rainbow": "🏳\ufe0f\u200d🌈",
    "wide": "東京タワー 案内",
    "wide space": "東\u3000京",
    "hangul": "서울 한국어",
    "hangul jamo": "\u1109\u1165\u110b\u116e\u11af",
    "arabic": "مَرْحَبًا (123) بالعالم",
    "hebrew": "שָׁלוֹם [abc] עולם",
    "hindi": "हिन्दी क्षत्रिय",
    "tamil": "நிகழ்ச்சி",
    "sinhala": "ශ්\u200dරී ලංකා",
    "persian": "می\u200cخواهم",
    "thai": "กำลังทำงาน น้ำ",
    "khmer": "ភាសាខ្មែរ",
    "tibetan": "བོད་སྐད་",
    "no-break space": "10\xa0000",
    "newest emoji": "\U0001fac9 x",
}
"""By what is hard about them; each is something that a person could type, paste or load."""
