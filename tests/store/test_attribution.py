"""The forms in which news says who said it, each on a few sentences of a town that does not exist."""

from __future__ import annotations

import pytest

from store.answer import Span
from store.speech import Speech, speaker_of
from tests.store.stories import version_of_text

# The sentence asked about stands between « and »; before it is what the article has told. None: not plain.
SAID = (
    # Before and behind a quotation.
    ("«“We sail at noon,” said Ida Holt.»", "Ida Holt"),
    ("«“We sail at noon,” Ida Holt said on Monday.»", "Ida Holt"),
    ("«Ida Holt said: “We sail at noon.”»", "Ida Holt"),
    ("«“We sail,” Holt told reporters, “at noon.”» Ida Holt is the captain.", "Ida Holt"),
    ('«"We sail at noon," said harbour pilot Ida Holt.»', "Ida Holt"),
    ("«“We sail at noon,” said the pilot, Ida Holt.»", "Ida Holt"),
    ("«“We sail at noon,” said its president and CEO Ida Holt.»", "Ida Holt"),
    ("«“We sail at noon,” said Karren University oceanographer Ida Holt.»", "Ida Holt"),
    ("«“We sail at noon,” Ida Holt of the Karren Harbour Board said.»", "Ida Holt"),
    ("«“We sail at noon,” Ida Holt, a deputy of Abel Rook, was quoted as saying by Harbour Wire.»", "Ida Holt"),
    ("«“We sail at noon,” Ida Holt, 66, who has the oldest ferry, told Harbour Wire.»", "Ida Holt"),
    ("«“Do we sail?” Ida Holt asked.»", "Ida Holt"),
    ("«Ida Holt, the captain, welcomed the plan but said: “We sail at noon.”»", "Ida Holt"),
    ("«Ida Holt left the meeting, saying it was “a waste of fuel”.»", "Ida Holt"),
    ("«Ida Holt called the plan “a waste of fuel”.»", "Ida Holt"),
    # In the reporter's words.
    ("«The ferry would sail at noon, Ida Holt said.»", "Ida Holt"),
    ("«The ferry, Ida Holt said, would sail at noon.»", "Ida Holt"),
    ("«The ferry would sail at noon, according to Ida Holt.»", "Ida Holt"),
    ("«According to pilot Ida Holt, the ferry would sail at noon.»", "Ida Holt"),
    ("«Ida Holt told reporters that the ferry would sail at noon.»", "Ida Holt"),
    ("«On Tuesday Ida Holt said that the ferry would sail.»", "Ida Holt"),
    ("«Its captain, Ida Holt, said that the ferry would sail.»", "Ida Holt"),
    ("«Ida Holt has repeatedly said that the ferry would sail.»", "Ida Holt"),
    ("«But Ida Holt argued that the ferry could not sail.»", "Ida Holt"),
    ("«Ida Holt said that the ferry would sail and added that it was full.»", "Ida Holt"),
    # Titles, particles, initials and the like.
    ("«Deputy Harbour Minister Ida Holt said that the ferry would sail.»", "Ida Holt"),
    ("«U.S. Admiral Ida Holt said that the ferry would sail.»", "Ida Holt"),
    ("«Gov. J. R. Holt (D-Karren) said that the ferry would sail.»", "J. R. Holt"),
    ("«“We sail,” said Dr. Pieter van der Meer.»", "Pieter van der Meer"),
    ("«“We sail,” said Hassan al-Amin.»", "Hassan al-Amin"),
    ("«“We sail,” said Nuala O’Dowd-Brask.»", "Nuala O’Dowd-Brask"),
    ("«“We sail,” Abel Rook Jr. said.»", "Abel Rook Jr"),
    ("«“We sail,” said the Gazette’s Ida Holt.»", "Ida Holt"),
    ("«Queen Ottoline said that the ferry was hers.»", "Queen Ottoline"),
    # Named in full elsewhere.
    ("Ida Holt owns the ferry. «“We sail,” Holt said.»", "Ida Holt"),
    ("«“We sail,” Holt said.» Captain Ida Holt owns the ferry.", "Ida Holt"),
    ("Ida Holt and Nils Holt own the ferry. «“We sail,” Holt said.»", "Holt"),
    ("Nils Holt is ill.\n\nIt rained.\n\nIda Holt owns the ferry. «“We sail,” Holt said.»", "Ida Holt"),
    # A title that tells another of the same surname; a title that may be of the one named.
    ("Sam Tilde, 54, drowned in 1999. «“My husband loved that pier,” Mrs Tilde said.»", None),
    ("Rolf Udal was jailed on Monday. «“He is innocent,” Mrs Udal said.»", None),
    ("Rolf Udal was jailed on Monday. «“He is innocent,” said Ms. Udal.»", None),
    ("Ida Holt died in 1999. «“My wife loved that pier,” Mr Holt said.»", None),
    ("Rolf Udal was jailed on Monday. Mrs Udal was ill. «“He is innocent,” she said.»", None),
    ("Zed Karo was jailed on Monday. Mrs Karo wept. «“It is a shame,” she said.»", None),
    ("Rolf Udal was jailed on Monday. «Mrs Udal said that he was innocent.»", None),
    ("Rolf Udal was jailed on Monday. Ina Udal was ill. «“He is innocent,” Mrs Udal said.»", "Ina Udal"),
    ("Rolf Udal and Ina Udal own the ferry. «“We sail,” said Mr Udal.»", "Rolf Udal"),
    ("Nils Holt owns the ferry. «“We sail,” Mr Holt said.»", "Nils Holt"),
    ("Zed Karo owns the ferry. «“We sail,” Mr. Karo said.»", "Zed Karo"),
    ("Ida Holt owns the ferry. «“We sail,” Mrs Holt said.»", "Ida Holt"),
    ("Mrs Zed Karo owns the ferry. «“We sail,” Mrs Karo said.»", "Zed Karo"),
    ("Zed Karo owns the ferry. «“We sail,” Ms Karo said.»", "Zed Karo"),
    ("Rolf Udal owns the ferry. «“We sail,” Councillor Udal said.»", "Rolf Udal"),
    ("The widow came. «“He is innocent,” Mrs Udal said.»", "Udal"),
    ("Rolf Udal was jailed on Monday. «“He is innocent,” said his brother, Mr Udal.»", None),
    # Two of one first and last name.
    ("George H. W. Bush was ill.\n\nHis son George W. Bush was there.\n\n«“He is well,” Bush said.»", "Bush"),
    ("John Smith met John Q. Smith. «“We sail,” Smith said.»", "Smith"),
    ("John Q. Smith is mayor.\n\nJohn Smith owns the ferry. «“We sail,” Smith said.»", "Smith"),
    ("Abel Rook is mayor. Abel Rook Jr. is not. «“We sail,” Rook said.»", "Rook"),
    ("Abel Rook Jr. is mayor. «“We sail,” Rook said.»", "Abel Rook Jr"),
    ("John Q. Smith owns the ferry. «“We sail,” Smith said.»", "John Q. Smith"),
    ("John Smith met John Q. Smith. «“We sail,” John Q. Smith said.»", "John Q. Smith"),
    ("John Smith met John Q. Smith. «“We sail,” John Smith said.»", "John Smith"),
    # Pronouns.
    ("Ida Holt owns the ferry. «It would sail at noon, she said.»", "Ida Holt"),
    ("Ida Holt owns the ferry.\n\n«“We sail at noon,” she said.»", "Ida Holt"),
    ("Ida Holt said that Nils Brask was late. «“He sleeps,” she said.»", "Ida Holt"),
    ("Ida Holt met Nils Brask. «“We sail at noon,” she said.»", "Ida Holt"),
    ("Ida Holt met Zed Karo. «“We sail at noon,” she said.»", None),
    ("Ida Holt met Vera Ingle. «“We sail at noon,” she said.»", None),
    ("“We sail,” said Ida Holt. Nils Brask shook his head. «“We sail at noon,” he said.»", None),
    (
        "A port official spoke to Harbour Wire about Ida Holt. The official said no. «The ferry was full, she said.»",
        None,
    ),
    ("The mayor spoke to Harbour Wire’s Ida Holt.\n\n«“We sail at noon,” he said.»", None),
    # A pronoun behind somebody who has no name.
    ("Nils Brask, 54, was found dead.\n\nHis sister, a nurse, broke down.\n\n«“He was my hero,” she said.»", None),
    ("Nils Brask, 54, drowned. His sister, a nurse at the hospital, wept. «“I will miss him,” she said.»", None),
    (
        "Oskar Venn was jailed. His lawyer asked for less.\n\n«“My client has lost all of it,” she told the court.»",
        None,
    ),
    ("Oskar Venn was jailed on Tuesday.\n\nThe judge was not moved.\n\n«“You are a danger,” she said.»", None),
    ("Zed Karo was jailed on Tuesday.\n\nThe judge was not moved.\n\n«“You are a danger,” she said.»", None),
    ("The judge jailed Zed Karo. «“You are a danger,” she said.»", None),
    ("Zed Karo was jailed. The judge in the Karren trial was not moved. «“You are a danger,” she said.»", None),
    ("Nils Brask was arrested on Monday. An officer searched his house. «“We found guns,” he said.»", None),
    ("An officer came at dawn. Brask’s house was searched. «“We found guns,” he said.» Nils Brask lives here.", None),
    ("Selma Roth was on holiday. Her spokesman read a statement. «“Mr Stark cannot count,” he said.»", None),
    ("“We lost,” said Ida Holt.\n\nHer opponent was gracious.\n\n«“She played well,” he said.»", None),
    ("“We lost,” said Zed Karo.\n\nThe other player was gracious.\n\n«“Karo played well,” he said.»", None),
    ("Zed Karo drove home. A witness called the police. «“I heard a bang,” he said.»", None),
    ("Zed Karo was saved by a passenger. «“I just jumped,” he said.»", None),
    ("Zed Karo said the leak was found by a schoolboy. «“I put my finger in it,” he said.»", None),
    ("Zed Karo was on holiday. Inspector Rook searched the house. «“We found guns,” he said.»", None),
    ("Selma Roth was on holiday. «“It was raining,” he said.»", None),
    ("Zed Karo lost her keys. «“It was raining,” he said.»", None),
    ("The town’s police chief praised Zed Karo. «“We found guns,” he said.»", None),
    ("Zed Karo attacked a woman on the pier. «“He pulled my hair,” she said.»", None),
    ("Zed Karo drove home. One neighbour heard a bang. «“It was awful,” she said.»", None),
    ("Zed Karo drove home. His sister-in-law heard a bang. «“It was awful,” she said.»", None),
    # A noun that tells of the one who is named, or of nobody whom the pronoun may mean.
    ("Ida Holt, a nurse, was robbed on Monday. «“I saw nothing,” she said.»", "Ida Holt"),
    ("Ida Holt is a nurse at the hospital. «“I saw nothing,” she said.»", "Ida Holt"),
    ("A nurse at the hospital, Ida Holt, was robbed on Monday. «“I saw nothing,” she said.»", "Ida Holt"),
    ("Mayor Ida Holt came. The mayor was angry. «“I saw nothing,” she said.»", "Ida Holt"),
    ("Ida Holt was robbed on Monday. Her brother was not. «“I saw nothing,” she said.»", "Ida Holt"),
    ("Ida Holt was robbed of her winter coat. The police came. «“I saw nothing,” she said.»", "Ida Holt"),
    ("A judge came in. Ida Holt rose. «“I saw nothing,” she said.»", "Ida Holt"),
    ("Ida Holt told the judge that she was ill. «“I saw nothing,” she said.»", "Ida Holt"),
    ("The ferry is late when a skipper is ill, Ida Holt said. «“It happens,” she said.»", "Ida Holt"),
    ("The judge has a plan, according to Zed Karo. «“It is a big one,” he said.»", "Zed Karo"),
    ("The judge was late.\n\nIda Holt’s voice broke when she spoke.\n\n«“I will be back,” she said.»", "Ida Holt"),
    ("She sailed at noon, Zed Karo said. «“It is late,” he said.»", "Zed Karo"),
    # Somebody else who comes in with what is said.
    ("Ina Wells told the court that she was robbed by her cousin, Gus Odd. «“I was at home,” he said.»", "Gus Odd"),
    ("Moe said it was found by a schoolboy, Tim Aske, in 2021. «“I helped,” he said.» Zed Moe owns it.", None),
    ("Olaf Moe said the leak was found by Tim Aske. «“I put my finger in it,” he said.»", None),
    ("Zed Karo said that Bim Lodo was late. «“Lodo sleeps,” he said.»", None),
    ("Zed Karo said that Bim Lodo was late.\n\n«“Lodo sleeps,” he said.»", None),
    ("Ida Holt said she had paid Nils Brask. He denied it. «“I got nothing,” he said.»", "Nils Brask"),
    ("Olaf Berg said he had paid Nils Brask. He denied it. «“I got nothing,” he said.»", None),
    ("Ida Holt told Nils Brask that the ferry was late. «“We sail at noon,” she said.»", "Ida Holt"),
    ("Olaf Berg told the pilot Nils Brask that the ferry was late. «“We sail at noon,” he said.»", "Olaf Berg"),
    ("Ida Holt said that the Harbour Office of Great Karren was late. «“They sleep,” she said.»", "Ida Holt"),
    ("Zed Karo said the road to Lower Karren was shut. «“It is the snow,” he said.»", "Zed Karo"),
    ("“We sail,” Olaf Berg told Lars Gaunt.\n\n«“It is late,” he replied.»", None),
    # Questions and their answers.
    ("“Did you do it?” Ida Holt asked Nils Brask.\n\n«“No,” he said.»", None),
    ("“Did you do it?” Zed Karo asked Bim Lodo.\n\n“No,” he said.\n\n«“I was at home.”»", None),
    ("Zed Karo asked Bim Lodo: “Did you do it?” «“No,” he said.»", None),
    ("Zed Karo asked him: “Did you do it?” «“No, I did not.”»", None),
    ("“Did you do it?” Ida Holt asked.\n\n«“No, I did not.”»", None),
    ("“Did you do it?” Zed Karo asked.\n\n«“No,” he said.»", None),
    ("“Is this who we are?” Ida Holt asked. «“We are better than that.”»", "Ida Holt"),
    ("Asked by a reporter, Ida Holt said no. «“We never sail at night,” she said.»", "Ida Holt"),
    # Quotations that go on.
    ("“We sail,” Ida Holt said. «“At noon.”»", "Ida Holt"),
    ("«“The tide is high.» We sail,” Ida Holt said.", "Ida Holt"),
    ("“We sail at noon,” Ida Holt said. “The tide is high.\n\n«“And we are full.”»", "Ida Holt"),
    ("“We sail at noon,” Ida Holt said.\n\n«“And we are full.”»", "Ida Holt"),
    ("“We sail at noon,” Ida Holt said.\n\nIt rained.\n\n«“And we are full of rain again.”»", None),
    ("“We sail at noon,” Ida Holt said.\n\n«“And we are full,” a passenger said.»", None),
    ("“We sail,” Ida Holt said. «“It will be a long night,” she went on.»", "Ida Holt"),
    ("“We sail,” Ida Holt said. «“It will be a very long night” in the harbour.»", "Ida Holt"),
    ("Ida Holt said this:\n\n«“We sail at noon.”»", "Ida Holt"),
    ("After Nils Brask had left, Ida Holt said:\n\n«“We sail at noon.”»", "Ida Holt"),
    ("Ida Holt said that it was broken, and a passenger agreed:\n\n«“We want our money back.”»", None),
    # Quotations of somebody else, in words that have no rule.
    ("“We sail,” said Ida Holt. «“Liar, liar, pants on fire,” the crowd chanted.»", None),
    ("“We sail,” said Ida Holt.\n\n«“Liar, liar, pants on fire,” the crowd sang.»", None),
    ("“We sail,” said Ida Holt.\n\n«“Keep your hands off our pier,” read a banner held by schoolchildren.»", None),
    ("“We sail,” said Ida Holt.\n\n«“Keep your hands off our pier,” reads a sign.»", None),
    ("“We sail,” said Ida Holt. «“Keep your hands off,” came a shout from the quay.»", None),
    ("“We sail,” said Ida Holt. «“Keep your hands off” was painted on the wall.»", None),
    ("“We sail,” said Ida Holt.\n\n«“Oh, the sea is wide,” the old song goes.»", None),
    ("“We sail,” said Ida Holt.\n\n“Liar,” the crowd chanted.\n\n«“We want our money back.”»", None),
    ("Ida Holt said that it was broken. A banner hung on the pier:\n\n«“We want our money back.”»", None),
    ("Ida Holt said that it was broken. Cato Lund was less willing to talk:\n\n«“We wait for the inquiry.”»", None),
    ("Ida Holt said that it was broken, but Cato Lund was silent:\n\n«“We wait for the inquiry.”»", None),
    ("Ida Holt said that it was broken. Cato Lund was less willing to talk: «“We wait for the inquiry.”»", None),
    # Organisations.
    ("«The Harbour Office said that the ferry would sail.»", "The Harbour Office"),
    ("The Harbour Office is shut. «The ferry would sail, the Harbour Office said.»", "The Harbour Office"),
    ("«The ferry would sail, according to the Admiralty.»", "the Admiralty"),
    # Nobody in particular.
    ("«“We sail at noon,” a spokeswoman for Ida Holt said.»", None),
    ("«“We sail at noon,” said a lawyer for Ida Holt.»", None),
    ("«“We sail at noon,” Ida Holt’s lawyer said.»", None),
    ("«“We sail at noon,” said Ida Holt’s lawyer.»", None),
    ("«“We sail at noon,” said Ida Holt and Nils Brask.»", None),
    ("«“We sail at noon,” Ida Holt and Nils Brask said.»", None),
    ("«Officials said that the ferry would sail.»", None),
    ("«The harbour office said that the ferry would sail.»", None),
    ("«The ferry would sail, according to a report on Ida Holt.»", None),
    ("«The ferry would sail, according to Ida Holt’s letter.»", None),
    ("«They said that Ida Holt would sail.»", None),
    ("«The Karrenian said that the ferry would sail.»", None),
    ("«The mayor of Portside, Orra, said that the ferry would sail.»", None),
    # Nobody says it.
    ("«Ida Holt did not say when the ferry would sail.»", None),
    ("«Ida Holt was told that the ferry had sailed.»", None),
    ("«Ida Holt is said to own the ferry.»", None),
    ("«Ida Holt declined to say what it cost.»", None),
    ("«Ida Holt told the crew to cast off.»", None),
    ("«The ferry that Ida Holt says is hers has sailed.»", None),
    ("«The ferry sailed, and Ida Holt said that it was full.»", None),
    ("«Ida Holt added a second ferry to her fleet.»", None),
    ("«Ida Holt watched “The Last Ferry” twice.»", None),
    # Two say something.
    ("«Ida Holt said that it was full and Nils Brask said that it was empty.»", None),
    ("«Critics say the ferry is full, Ida Holt said.»", None),
)


def asked(marked: str) -> Speech:
    start, end = marked.index("«"), marked.index("»") - 1
    return speaker_of(version_of_text(marked.replace("«", "").replace("»", "")), start, end)


@pytest.mark.parametrize(("marked", "speaker"), SAID)
def test_a_sentence_has_the_speaker_that_it_names_or_none(marked: str, speaker: str | None) -> None:
    assert asked(marked).speaker == speaker


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("«“We sail at noon,” said Ida Holt.»", "speech"),
        ("«“We sail at noon,” said a sailor.»", "speech"),
        ("«Ida Holt said that the ferry would sail.»", "report"),
        ("«Ida Holt called it “slow”.»", "speech"),
        ("«The ferry “Tern” has sailed.»", "report"),
        ("«The mast is 6'2\" high.»", "report"),
        ("“We sail,” said Ida Holt. «The ferry has sailed.»", "report"),
    ],
)
def test_direct_speech_is_told_from_the_words_of_the_reporter(marked: str, kind: str) -> None:
    assert asked(marked).kind == kind


TWO = "The ferry is full. “We sail,” said Ida Holt. “We do not,” said Nils Brask. It rained."


@pytest.mark.parametrize(
    ("answering", "speaker"),
    [("“We sail,” said Ida Holt.", "Ida Holt"), ("“We do not,” said Nils Brask.", "Nils Brask"), ("It rained.", None)],
)
def test_of_two_speakers_in_a_quote_the_one_of_the_answering_sentence_is_named(
    answering: str, speaker: str | None
) -> None:
    at = TWO.index(answering)
    assert speaker_of(version_of_text(TWO), 0, len(TWO), Span(at, at + len(answering))) == Speech(
        speaker, "speech", None if speaker is None else Span(TWO.index(speaker), TWO.index(speaker) + len(speaker))
    )


def test_what_the_reporter_says_beside_an_indirect_speech_is_not_put_into_the_mouth_of_its_speaker() -> None:
    text = "The ferry is full. Ida Holt said that it would sail."
    assert speaker_of(version_of_text(text), 0, len(text), Span(0, 18)) == Speech(None, "report", None)


@pytest.mark.parametrize(
    "text", ["“We sail,” said “Ida Holt.", "”We sail,“ said Ida Holt.", "We sail,” said Ida Holt."]
)
def test_quotation_marks_that_make_no_sense_give_no_speaker(text: str) -> None:
    assert speaker_of(version_of_text(text), 0, len(text)) == Speech(None, "speech", None)


def test_a_quote_outside_the_text_has_no_speaker() -> None:
    assert speaker_of(version_of_text("Ida Holt said no."), 400, 500) == Speech(None, "report", None)


def test_a_quote_may_be_as_long_as_a_transcript() -> None:
    text = "\n\n".join([*["it rained."] * 1500, "“We sail,” he said."])
    assert speaker_of(version_of_text(text), 0, len(text)) == Speech(None, "speech", None)
