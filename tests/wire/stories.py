"""Twenty short stories, each with one fact that no other has, and the question that asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Story:
    """`fact` stands in `lead` word for word, and is what a right answer to `question` must show."""

    day: int
    place: str
    headline: str
    lead: str
    question: str
    fact: str

    def __post_init__(self) -> None:
        assert self.fact in self.lead

    @property
    def shown_date(self) -> str:
        return f"{self.day} June 2019"


STORIES = (
    Story(
        1,
        "Alderbrook",
        "Alderbrook hangs lanterns along its canal",
        "Volunteers hung 412 paper lanterns along the Alderbrook canal for the summer fair.",
        "How many paper lanterns were hung along the Alderbrook canal?",
        "412 paper lanterns",
    ),
    Story(
        2,
        "Birchmere",
        "Birchmere names a new librarian",
        "The Birchmere library has appointed Odalys Finch as its head librarian.",
        "Who was appointed head librarian in Birchmere?",
        "Odalys Finch",
    ),
    Story(
        3,
        "Carrowmoor",
        "Storm brings down the Carrowmoor windmill",
        "The old windmill of Carrowmoor collapsed in a storm that reached 118 kilometres an hour.",
        "How fast was the storm in which the Carrowmoor windmill collapsed?",
        "118 kilometres an hour",
    ),
    Story(
        4,
        "Dunfallow",
        "Dunfallow bakers win the bread cup",
        "A rye loaf with caraway won the bakers of Dunfallow the national bread cup.",
        "Which loaf won the bakers of Dunfallow the national bread cup?",
        "rye loaf with caraway",
    ),
    Story(
        5,
        "Eskerby",
        "Eskerby closes its swimming pool",
        "The swimming pool of Eskerby was closed because its roof beams had rotted.",
        "Why was the swimming pool of Eskerby closed?",
        "roof beams had rotted",
    ),
    Story(
        6,
        "Fernholt",
        "Fernholt school buys a telescope",
        "The school in Fernholt paid 9,300 crowns for a second-hand telescope.",
        "How much did the school in Fernholt pay for a telescope?",
        "9,300 crowns",
    ),
    Story(
        7,
        "Gullwick",
        "Seal pup rescued in Gullwick",
        "A seal pup was found asleep in the ticket hall of the Gullwick ferry terminal.",
        "Where was a seal pup found in Gullwick?",
        "ticket hall",
    ),
    Story(
        8,
        "Hollinsea",
        "Hollinsea choir to sing in Lisbon",
        "The Hollinsea choir will sing in Lisbon at the end of October.",
        "In which city will the Hollinsea choir sing?",
        "Lisbon",
    ),
    Story(
        9,
        "Inverlock",
        "Inverlock bridge opens early",
        "The footbridge of Inverlock opened seven weeks early after a dry spring.",
        "How early did the footbridge of Inverlock open?",
        "seven weeks early",
    ),
    Story(
        10,
        "Juniper Hill",
        "Juniper Hill bees swarm in the bank",
        "A swarm of bees closed the savings bank in Juniper Hill for two days.",
        "What closed the savings bank in Juniper Hill?",
        "swarm of bees",
    ),
    Story(
        11,
        "Kestrelton",
        "Kestrelton chess club loses its king",
        "The king of the giant chess set in Kestrelton park was stolen by a marching band.",
        "Who stole the king of the chess set in Kestrelton park?",
        "marching band",
    ),
    Story(
        12,
        "Lowmarsh",
        "Lowmarsh pumps hold back the flood",
        "Eleven diesel pumps kept the flood out of the Lowmarsh hospital.",
        "What kept the flood out of the Lowmarsh hospital?",
        "Eleven diesel pumps",
    ),
    Story(
        13,
        "Mossbank",
        "Mossbank cheese dairy turns to solar power",
        "The cheese dairy of Mossbank now draws its electricity from 640 solar panels.",
        "How many solar panels does the cheese dairy of Mossbank have?",
        "640 solar panels",
    ),
    Story(
        14,
        "Netherby",
        "Netherby theatre reopens with a comedy",
        "The theatre of Netherby reopened with a comedy about a dishonest beekeeper.",
        "What was the comedy about with which the theatre of Netherby reopened?",
        "dishonest beekeeper",
    ),
    Story(
        15,
        "Orlingham",
        "Orlingham finds Roman coins",
        "Roadworkers in Orlingham dug up a jar of Roman coins beneath the post office.",
        "What did roadworkers in Orlingham dig up beneath the post office?",
        "jar of Roman coins",
    ),
    Story(
        16,
        "Pellbridge",
        "Pellbridge cyclist crosses the Alps",
        "The Pellbridge postman Anton Quill crossed the Alps on a cargo bicycle.",
        "Who crossed the Alps on a cargo bicycle?",
        "Anton Quill",
    ),
    Story(
        17,
        "Quernstone",
        "Quernstone mayor bans leaf blowers",
        "The mayor of Quernstone has banned leaf blowers before ten in the morning.",
        "What has the mayor of Quernstone banned?",
        "leaf blowers",
    ),
    Story(
        18,
        "Ravensall",
        "Ravensall glassworks hires apprentices",
        "The glassworks of Ravensall has hired 27 apprentices, more than ever before.",
        "How many apprentices has the glassworks of Ravensall hired?",
        "27 apprentices",
    ),
    Story(
        19,
        "Saltmere",
        "Saltmere lighthouse gets a new lamp",
        "The lamp of the Saltmere lighthouse can now be seen from 34 nautical miles away.",
        "From how far away can the lamp of the Saltmere lighthouse be seen?",
        "34 nautical miles",
    ),
    Story(
        20,
        "Thornwick",
        "Thornwick vineyard loses its harvest",
        "Hail destroyed nine tenths of the grapes in the Thornwick vineyard.",
        "What destroyed the grapes in the Thornwick vineyard?",
        "Hail",
    ),
)


QUARRY = "What about the Umberfell quarry?"
QUARRY_DAYS = (
    "Dust from the Umberfell quarry has covered the washing on every line in the village, the laundress complained.",
    "The doctor warned that the noise of the Umberfell quarry keeps her patients awake until two in the morning.",
    "Without the Umberfell quarry there would be no work in the valley, the union of stonemasons replied.",
    "An owl that nests above the Umberfell quarry has raised four chicks in spite of the blasting, a birdwatcher said.",
    "The schoolteacher asked that the Umberfell quarry stop its lorries while children walk to school.",
)
"""What five stories of one more place say, each something else: more than one card has room for."""


def write_stories(folder: Path) -> None:
    """One Markdown file with front matter a story: the twenty, and five about a quarry."""
    folder.mkdir()
    for story in STORIES:
        (folder / f"{story.place.replace(' ', '-').lower()}.md").write_text(
            f"---\nheadline: {story.headline}\npublisher: Twenty Towns Sample Post\n"
            f"published: 2019-06-{story.day:02}\ndateline: {story.place.upper()}\n---\n\n"
            f"{story.lead}\n\n"
            f"People in {story.place} talked of little else on Saturday, neighbours said in the market square.\n"
        )
    for number, text in enumerate(QUARRY_DAYS, 21):
        (folder / f"quarry-{number}.md").write_text(
            f"---\nheadline: Umberfell and its quarry, day {number}\npublisher: Umberfell Sample Echo\n"
            f"published: 2019-06-{number:02}\n---\n\n{text}\n"
        )
