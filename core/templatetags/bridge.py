"""``{% load bridge %}``: the parts a page is made of, each a tag with keyword arguments.

A misspelt keyword fails when the template is compiled. ``of`` takes the object (core.presenters).

Words and acts
    {% tag of=Tag %}  {% tags of=[Tag] label="" %}  {% icon name="phone" size=20 %}
    {% action of=Action css="" %}  {% actions of=[Action] %}  {% links of=[Action] %}
    {% crumb of=Crumb %}
    {% tabs of=[Tab] label="" %}  {% notices of=[Notice] %}  {% next_steps of=[Next] %}
    {% facts of=[Fact] size="" %}                     a summary list
    {% panel title="" kind="" level=2 %}…{% endpanel %}        kind: bare, outline
    {% section title="" aside="" ref="" %}…{% endsection %}
    {% message tone="good" title="" %}…{% endmessage %}        tone: good, amber, danger, wash
    {% counted summary="" %}…{% endcounted %}         "How this is counted", opened on the spot
    {% may_use title="" %}…{% endmay_use %}           words one may use, with a copy button
Lists
    {% table of=Table %}  {% filters of=[Filter] keep="sort" label="" %}
    {% pages of=Page label="" %}
People
    {% identity of=IdentityBar %}  {% own_words of=OwnWords %}  {% known_person of=KnownPerson %}
    {% strip of=Strip title="" %}  {% row_strip of=Strip %}  {% week_key %}
    {% caseload of=[PersonRow] %}  {% timeline of=[TimelineEntry] %}  {% alert of=Alert %}
    {% home_check of=HomeCheck %}
Work
    {% queue of=[QueueRow] %}  {% age_bar of=AgeBar %}  {% tasks of=[Task] empty="" %}
    {% capacity of=[Capacity] name="worker" legend="" hint="" %}  {% rooms of=[Capacity] %}
Money
    {% purse of=Purse %}  {% purses of=[Purse] %}
    {% fund of=FundBar agreements=[FundBar] title="" %}
    {% fall_line of=FallLine %}  {% reconciles of=Reconciliation %}
Figures
    {% figures of=[Figure] %}  {% figure of=Figure %}  {% grade of=Grade %}  {% bars of=Bars %}
    {% slope of=SlopeChart %}  {% slopes of=[SlopeChart] %}  {% slope_svg of=SlopeChart %}
    {% slope_table of=[SlopeChart] %}  {% curve of=Curve %}  {% curve_svg of=Curve %}
    {% dot_interval of=DotInterval width=150 %}
States
    {% empty of=Empty %}  {% progress of=Progress %}  {% failure of=Failure %}
    {% conflict of=Conflict %}  {% saved of=Saved %}  {% offline of=Offline %}
Forms (the templates of the crispy pack use these)
    {% choice_field of=form.field legend="shown" %}  {% one_tick of=form.field %}
    {% error_message errors=form.field.errors ref="id_field" %}
Filters
    {{ phone|read_out }}  {{ phone|dial }}            0113 496 0123, and the link that rings it
    {{ lead|unbroken }}                               references and dates stay on one line
The page (layouts use these)
    {% error_summary %}  {% said of=messages %}  {% saved_mark %}
    {% nav of=[NavItem] %}  {% mark %}  {% arch %}  {% shared_patterns %}
    {% script_words %}
GOV.UK's own, held to its fixtures (core.components.govuk)
    {% govuk_button text="…" %} and so on, listed in core/components/govuk/__init__.py
"""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import phones
from core.components import (
    brand,
    charts,
    choices,
    figures,
    govuk,
    icons,
    lists,
    money,
    page,
    people,
    states,
    weeks,
    words,
    work,
)
from core.components.html import join, unbroken
from core.presenters import Saved

register = template.Library()

PLAIN = (
    *(words.tag, words.tags, words.crumb, words.tabs, words.notices, words.next_steps),
    *(
        words.facts,
        words.said,
        icons.icon,
        brand.mark,
        brand.arch,
        page.shared_patterns,
        page.nav,
        page.script_words,
    ),
    *(lists.table, lists.pages),
    *(people.timeline, people.home_check),
    *(weeks.strip, weeks.row_strip, weeks.week, weeks.week_key, weeks.caseload),
    *(work.queue, work.age_bar, work.capacity, work.rooms),
    *(money.purse, money.purses, money.fund, money.fall_line, money.reconciles),
    *(figures.figures, figures.figure, figures.grade, figures.bars),
    *(charts.slope, charts.slopes, charts.slope_svg, charts.slope_table, charts.curve),
    *(charts.curve_svg, charts.dot_interval),
    *(states.progress, states.saved),
    *(choices.choice_field, choices.one_tick, page.error_message),
)
KNOWING = (
    *(words.action, words.actions, words.links, lists.filters, work.tasks),
    *(people.identity, people.own_words, people.known_person, people.alert),
    *(states.empty, states.failure, states.conflict, states.offline),
)
AROUND = (words.panel, words.section, words.message, words.counted, words.may_use)

for _part in PLAIN:
    register.simple_tag(_part)
for _part in KNOWING:
    register.simple_tag(_part, takes_context=True)
for _part in AROUND:
    register.simple_block_tag(_part)
register.filter(phones.read_out)
register.filter(phones.dial)
register.filter(unbroken)
for _name, _part in govuk.PLAIN.items():
    register.simple_tag(_part, name=_name)
for _name, _part in govuk.AROUND.items():
    register.simple_block_tag(_part, name=_name)


@register.simple_tag(takes_context=True)
def error_summary(context) -> SafeString:
    """What is to be put right in whatever the page calls `form`."""
    return page.error_summary(form=context.get("form"))


@register.simple_tag
def bare_fields(*, form) -> SafeString:
    """The fields of a form that another library made: no placeholders, labels in sentence case."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if field.label and not str(field.label).isupper():
            field.label = str(field.label).capitalize()
    form.use_required_attribute = False
    return join(as_crispy_field(bound) for bound in form)


@register.simple_tag(takes_context=True)
def title_prefix(context) -> str:
    """ "Error: " before the title of a page whose form failed."""
    return _("Error: ") if page.failed(context.get("form")) else ""


@register.simple_tag(takes_context=True)
def saved_mark(context) -> SafeString | str:
    """The saved mark of a form that keeps drafts; nothing beside one that does not."""
    form = context.get("form")
    if not getattr(form, "draft_values", None):
        return ""
    draft = context.get("draft")
    return states.saved(of=Saved(getattr(draft, "saved_at", None)))


@register.simple_block_tag(takes_context=True)
def remember(context, content, *, name: str) -> str:
    """Keep what a block says (the title) so that a layout can say it twice."""
    context.dicts[0][name] = SafeString(content.strip())
    return ""


@register.simple_tag(takes_context=True)
def given(context, *, name: str):
    """What the view gave under `name`, or nothing: for layouts, whose parts are all optional."""
    return context.get(name) or ""
