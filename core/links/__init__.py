"""Links for people without an account: signed, expiring, good for one purpose.

Small partners do not sign in to a system for one answer. They get a mail with a link that lets
them do one thing: answer a placement, give a price, confirm a delivery. Everything that is shown
or done through it is written down (`PartnerLinkUse`), and an answer by link calls the same service
as the signed-in page. See docs/decisions/0014-signed-links.md and docs/threat-model.md.

A worked example. In the app's ``ready``::

    links.purposes.register(
        "quote",
        links.Purpose(
            name=_("Give a price"),
            load=quotes.behind_link,            # quote's reference -> quote with its joins, or None
            actor=lambda quote: stand_in_for(quote.provider.organisation),
            settled=presenters.quote_settled,   # words once there is nothing to answer, else ""
            page=link_pages.QuotePage,
            verbs={"give": link_pages.GiveQuote, "decline": link_pages.DeclineQuote},
        ),
    )

In the service, inside the transaction of the verb that asks::

    link = links.issue("quote", quote.reference, to=email, by=by, at=at, expires_at=quote.due_at)
    mail.send(to=email, template="quote_asked", context={"url": links.url(link), ...})

and where the question falls away: ``links.revoke("quote", quote.reference, by=by, at=at)``.

The pages (``core.views``)::

    class QuotePage(LinkPage):                  # self.target is the quote
        template_name = "funding/links/quote.html"     # extends "layouts/link.html"
        def get_title(self): ...
        def get_context_data(self, **kwargs): ...       # self.step_url("give") leads to the verb

    class GiveQuote(LinkVerbView):              # everything of VerbView but for drafts
        form_class = QuoteForm                  # "Your name" is added to it
        service = staticmethod(services.give_quote)    # give_quote(quote, *, by, at, **answers)
        answers = True                          # the link is used up by it
        title, lead, submit_label, success_message = ...

`by` is what `actor` returns: the organisation's stand-in, a user who can never sign in. What they
call themselves and the link's reference stand in each event's ``data["through"]`` and in the row
history. Showing a page by GET never answers anything, since mail scanners open links.
"""

from core.links.registry import Purpose, purposes
from core.links.services import issue, revoke, standing
from core.links.tokens import path, url

__all__ = ["Purpose", "issue", "path", "purposes", "revoke", "standing", "url"]
