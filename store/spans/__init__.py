"""The words that answer: what of an answering sentence is underlined, by a rule for each thing a question can want.

Precision before recall: where no rule is sure of its words the whole sentence is underlined, and nothing where that
plainly does not answer. A rule looks for what the question asks for and does not itself have, and gives up where there
are two. `reading` is a question before a sentence, `asking` what its first question word wants; `amounts`, `days`,
`places`, `people`, `named` and `clauses` are the rules, `span` chooses among them, `belonging` keeps them to the verb
that is asked of. `marks` fits what a model marked to the question; `dateline` and `edges` tell what is never a part of
an answer.
"""

from store.spans.span import answer_spans, apart, ruled

__all__ = ["answer_spans", "apart", "ruled"]
