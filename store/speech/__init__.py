"""Who said it: the speaker of a quote, by the attributions in the article around it.

Rules over the text of one version, without a model; unknown beats wrong. A paragraph's `quotations` are veiled, the
`names` and saying verbs of each sentence in the reporter's own words give its `sayings`, a saying has a `subjects`
rule to find who is named, `people` turns a surname into the person named in full, `antecedent` a pronoun. `told` is who
says what in the paragraphs up to a quote, and `speaker` gives the quote the one who speaks in it.
"""

from store.speech.speaker import Saying, Speech, sayings_near, speaker_of, speakers_in

__all__ = ["Saying", "Speech", "sayings_near", "speaker_of", "speakers_in"]
