"""The pages of the interview: a capability described in two texts, and each question of it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.core.interview import edits, parse_list
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability, Draft
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import count_noun, is_blank, one_line
from ragft_tui.core.verdict import suggest_answer
from ragft_tui.plain.answers import (
    EXACT,
    id_as_words,
    parse_typed_answer,
    split_because,
    strip_because,
)
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.page import Context, Destination, Page
from ragft_tui.plain.sentences import (
    quote,
    render_answers,
    render_capability,
    render_options,
    render_verdict,
)
from ragft_tui.plain.text import AskText, TextPage, ask_who_decides
from ragft_tui.report.view import render_answer
from ragft_tui.session import interview as steps
from ragft_tui.session.interview import Answered
from ragft_tui.session.naming import (
    answer_name_so_far,
    ask_for_name,
    check_nameable,
    draft_answer_name,
    name_answer,
)
from ragft_tui.session.review import (
    ASK_FOR_NAME,
    draft_name,
    draft_note,
    dropped_sentence,
    name_so_far,
    note,
    note_so_far,
    rename,
)

_EXAMPLE = (
    "Tell one thing as you would tell a colleague: what it does, for whom, what the answer "
    "needs. Such as: \"Answers questions about invoices from the customer's own account "
    'and cites the invoice number."'
)
_HELP = ' ("?" tells what can be typed)'
_BLOCK = "type <<, then the lines, then a line with only a full stop."
_UNDO: Final = '"undo" in the review'
_WHO: Final = "Who or what stands behind the answer?"


class _DescribePage(TextPage):
    """One of the two texts that describe a capability."""

    prompt: ClassVar[Prompt] = "describe"

    @property
    def capability(self) -> Capability | None:
        """The capability that is described; `None` for a new one."""
        return self.session.interview.capability

    @property
    def texts(self) -> tuple[str, str]:
        """Name and description so far."""
        return steps.texts_in_progress(self.session)

    def draft(self, text: str) -> None:
        """Keep what has come so far as the description in progress."""
        steps.draft_description(self.session, description=text)

    def do_rename(self, _: str) -> Destination:
        """Ask for another name of the application."""
        so_far, draft = name_so_far(self.session.project), partial(draft_name, self.session)
        return AskText(self, ASK_FOR_NAME, so_far, partial(rename_application, self), draft)

    def do_skip(self, _: str) -> Destination:
        """Leave the capability for later."""
        return self.move(steps.skip(self.session))


class NamePage(_DescribePage):
    """Asks for the name of a capability."""

    prompt_text: ClassVar[str] = "Name"
    is_one_field: ClassVar[bool] = False
    help_sentences = (
        _EXAMPLE,
        "Type its name in a line; its description is asked for next.",
        f"For a list, which makes one capability of each line, {_BLOCK}",
    )

    _draft_before: Draft | None = None
    """The texts in progress from before a list; `None` if no list was begun."""

    def show(self) -> None:
        """Ask for the name."""
        name = self.texts[0]
        has_others = any(item.name for item in self.session.project.capabilities)
        capability = self.capability
        if capability is not None and not capability.described:
            number, total = self.session.interview.place
            self.reply(f"Capability {number} of {total} is begun and not described yet.")
        if capability is None or not capability.name:
            help_hint = "" if has_others else _HELP
            self.reply(
                f"{'' if capability else 'A new capability. '}{steps.DESCRIBE_QUESTION}",
                f"Its name, in a few words{help_hint}.",
            )
        if not is_blank(name):
            self.reply(f"Name so far: {quote(name)}. An empty line keeps it.")
        elif self.capability is None and has_others:
            self.reply("Nothing more to add? An empty line goes to the review.")

    def take_empty(self) -> Destination:
        """Keep the name; without one, the interview is at its end."""
        if not is_blank(self.texts[0]):
            return DescriptionPage(self.context)
        if self.capability is None and self.session.project.capabilities:
            return self.move(steps.finish(self.session))
        return super().take_empty()

    def take_text(self, line: str) -> Destination:
        """Take the name."""
        steps.draft_description(self.session, name=edits.check_line(line, "the name"))
        return DescriptionPage(self.context)

    def take_lines(self, text: str) -> Destination:
        """Add a list; the description that it was kept in is again what it was before."""
        items = parse_list(text)
        moved = steps.add_list(self.session, items, self._draft_before)
        added = count_noun(len(items), "capability", "capabilities")
        return self.move(moved, f"{added} added; undo undoes it.")

    def draft(self, text: str) -> None:
        """Keep a list that is not finished as a description in progress."""
        if self._draft_before is None:
            self._draft_before = self.capability.draft if self.capability else Draft()
        super().draft(text)


class DescriptionPage(_DescribePage):
    """Asks what a capability does."""

    prompt_text: ClassVar[str] = "Description"
    help_sentences = (_EXAMPLE, "Type what it does in a line.", f"For several lines {_BLOCK}")

    def show(self) -> None:
        """Ask for the description."""
        name, description = self.texts
        self.reply(f"What does {quote(name)} do?")
        if not is_blank(description):
            self.reply(f"Description so far: {description}", "An empty line keeps it.")

    def take_empty(self) -> Destination:
        """Keep the description; without one, it is asked for again."""
        description = self.texts[1]
        return super().take_empty() if is_blank(description) else self.take_lines(description)

    def take_lines(self, text: str) -> Destination:
        """Take the description."""
        return self.move(steps.describe(self.session, self.texts[0], text))

    def do_back(self, _: str) -> Destination:
        """Go back to the name."""
        return NamePage(self.context)


class QuestionPage(Page):
    """Asks the question at which the interview stands."""

    prompt: ClassVar[Prompt] = "question"
    prompt_text: ClassVar[str] = "Answer"

    def __init__(self, context: Context, question: Question) -> None:
        """Make the page.

        Args:
            context: What all pages share.
            question: The question.
        """
        super().__init__(context)
        self._question = question
        options = ", ".join(id_as_words(option.id) for option in question.options)
        number, example = "the number of an option", "3"
        if question.numeric:
            number = f"{number}, {EXACT}1200 for an exact number of {one_line(question.unit)}"
        self.help_sentences = (
            f"Type {number}, or two letters of a word or more: {options}.",
            f'Who says so can stand behind the answer: "{example} because Legal, 3 May".',
        )

    @property
    def _capability(self) -> Capability:
        """The capability that is asked about, as it is now."""
        capability = self.session.interview.capability
        if capability is None:
            raise UsageError("no question is asked here")
        return capability

    def show(self) -> None:
        """Write the capability where it is another one, the verdict so far, and the question."""
        question, capability = self._question, self._capability
        rulebook = self.session.rulebook
        assessment, shown = self.session.assess(capability), self.context.shown_verdict
        before = shown[1] if shown and shown[0] == capability.id else None
        self.context.shown_verdict = (capability.id, assessment)
        self.reply("")
        if before is None:
            number, total = self.session.interview.place
            self.reply(
                f"Capability {number} of {total}: {one_line(capability.name)}",
                capability.description,
            )
        self.reply(*render_verdict(assessment, rulebook, before))
        progress = steps.describe_progress(self.session)
        head = ", ".join(filter(None, (one_line(question.title), progress.replace(" · ", ", "))))
        self.reply(f"{head.rstrip('?')}.", one_line(question.text), one_line(question.why))
        self._show_options(more=False)

    def _show_options(self, *, more: bool) -> Destination:
        question, capability, offered = self._question, self._capability, self._offered
        suggested = suggest_answer(capability, question, self.session.rulebook)
        self.reply(*render_options(question, suggested, more=more))
        if because := self._because:
            self.reply(f"Because: {one_line(because)}")
        given = capability.answer(question.id)
        answered = f"Answered: {render_answer(question, given.value)}." if given else ""
        if given is not None and offered == given.value:
            self.reply(f"{answered} An empty line keeps that.")
        elif offered is not None:
            offer = render_answer(question, offered)
            self.reply(f"{answered} An empty line takes this answer: {offer}.")
        return self

    @property
    def _because(self) -> str:
        question, capability = self._question.id, self._capability
        given = capability.answer(question)
        return dict(capability.draft.because).get(question, given.because if given else "")

    @property
    def _offered(self) -> AnswerValue | None:
        """What an empty line answers: what was typed or answered, never what is only suggested."""
        question, capability = self._question, self._capability
        if typed := dict(capability.draft.answers).get(question.id):
            with suppress(InvalidAnswerError):
                return parse_typed_answer(question, typed)
        given = capability.answer(question.id)
        return given.value if given else None

    def take_empty(self) -> Destination:
        """Take what is offered; where nothing is, ask again, and say how to choose."""
        if self._offered is not None:
            return self._answer(self._offered)
        super().take_empty()
        return self.reply(f"An empty line answers nothing here. {self.help_sentences[0]}")

    def take_text(self, line: str) -> Destination:
        """Take an answer, and who or what stands behind it."""
        typed, because = split_because(line)
        value = parse_typed_answer(self._question, typed)
        if because != "":
            return self._answer(value, because)
        return AskText(
            self, _WHO, self._because, lambda text: self._answer(value, strip_because(text))
        )

    def take_literal(self, line: str) -> Destination:
        """Take an exact number where one is asked for, or else a text."""
        return self.take_text(f"{EXACT}{line}" if self._question.numeric else line)

    def _answer(self, value: AnswerValue, because: str | None = None) -> Destination:
        question = self._question
        moved = steps.answer(self.session, Answered(question.id, value, because))
        sentence = f"{one_line(question.title)}: {render_answer(question, value)}."
        return self.move(moved, f"{sentence} {dropped_sentence(moved.dropped, _UNDO)}")

    def do_unknown(self, _: str) -> Destination:
        """Answer "I don't know"."""
        return self._answer(UNKNOWN)

    def do_skip(self, _: str) -> Destination:
        """Leave the question for later."""
        title = one_line(self._question.title)
        return self.move(steps.skip(self.session), f"{title} is left for later.")

    def do_next(self, _: str) -> Destination:
        """Leave the rest of the capability for later."""
        return self.move(steps.skip_capability(self.session), "The rest is left for later.")

    def do_answers(self, _: str) -> Destination:
        """Write the answers to all questions."""
        return self.reply(*render_answers(self._capability, self.session.rulebook))

    def do_describe(self, _: str) -> Destination:
        """Edit the name and the description of the capability."""
        return self.move(steps.edit_description(self.session))

    def do_because(self, typed: str) -> Destination:
        """Set who or what stands behind the answer."""
        if strip_because(typed):
            return self._set_because(typed)
        return AskText(self, _WHO, self._because, self._set_because)

    def _set_because(self, text: str) -> Destination:
        steps.set_because(self.session, strip_because(text))
        because = one_line(self._because)
        return self.reply(f"Because: {because}" if because else "The because is removed.")

    def do_name(self, typed: str) -> Destination:
        """Say which voice, form or source the answer means."""
        return take_name(self, self._capability, self._question, typed)

    def do_more(self, _: str) -> Destination:
        """Write the options with what sets them apart."""
        return self._show_options(more=True)

    def do_note(self, typed: str) -> Destination:
        """Write a note on the capability."""
        return take_note(self, self._capability, typed)

    def do_why(self, _: str) -> Destination:
        """Write everything about the capability."""
        return self.reply(*render_capability(self._capability, self.session.rulebook))


def take_name(page: Page, capability: Capability, question: Question, typed: str) -> Destination:
    """Take the name beside an answer, or ask for it.

    Args:
        page: The page where it is asked for, which is the next one, too.
        capability: What was answered about.
        question: The question that was answered.
        typed: The name; where it is empty, it is asked for.

    Raises:
        UsageError: If the question takes no name.
    """
    session, chosen = page.session, capability.id
    check_nameable(question, session.rulebook)

    def accept(text: str) -> Destination:
        return page.reply(name_answer(session, chosen, question, text))

    if typed:
        return accept(typed)
    so_far = answer_name_so_far(capability, question)
    draft = partial(draft_answer_name, session, chosen, question)
    return AskText(page, ask_for_name(question), so_far, accept, draft)


def rename_application(page: Page, name: str) -> Destination:
    """Give the application another name, and stay at a page."""
    rename(page.session, name)
    return page.reply(f"It is called {quote(page.session.project.name)} now.")


def take_note(page: Page, capability: Capability, typed: str) -> Destination:
    """Take a note on a capability, or ask for it.

    Args:
        page: The page where it is asked for, which is the next one, too.
        capability: What the note is on.
        typed: The note; where it is empty, it is asked for.
    """
    session, chosen = page.session, capability.id
    if session.reviewer.must_be_asked:
        return ask_who_decides(page, lambda: take_note(page, capability, typed))

    def accept(text: str) -> Destination:
        note(session, session.current(chosen), text)
        return page.reply(f"Note on {quote(capability.name)}: {text}")

    if typed:
        return accept(typed)
    return AskText(
        page,
        f"A note on {quote(capability.name)}:",
        note_so_far(capability),
        accept,
        partial(draft_note, session, chosen),
    )
