"""What people type about a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import Topic

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
YES_NO_UNSURE = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("I don't know"))]


class AskForm(forms.Form):
    """The one question of the front page."""

    text = forms.CharField(
        label=_("What do you need help with?"),
        widget=forms.Textarea,
        strip=False,
        error_messages={
            "required": _("Please write in a few words what you need help with.")
        },
    )


class DetailsForm(forms.Form):
    """What it is about, which device, where. All can stay open."""

    topic = forms.ChoiceField(
        label=_("What is it about?"), widget=forms.RadioSelect, required=False
    )
    product = forms.CharField(
        label=_("Which device or product?"), help_text=_("For example: Internet-Box 3. It is fine if you don't know."),
        max_length=80, required=False,
    )  # fmt: skip
    postal_code = forms.CharField(
        label=_("Your postal code"),
        help_text=_("So that we can show who can come to you."),
        max_length=30,
        required=False,
    )

    def __init__(self, *args: Any, topics: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["topic"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *((topic.slug, str(topic)) for topic in topics),
            ("", _("I don't know")),
        ]


class ContactForm(forms.Form):
    """How to reach the customer. One of the two addresses is enough."""

    name = forms.CharField(label=_("Your name"), max_length=80, required=False)
    email = forms.CharField(label=_("Your e-mail address"), max_length=254, required=False)
    phone = forms.CharField(label=_("Your telephone number"), max_length=30, required=False)


class MessageForm(forms.Form):
    """One more message in the thread."""

    text = forms.CharField(
        label=_("Your message"),
        widget=forms.Textarea,
        strip=False,
        error_messages={"required": _("Please write a few words.")},
    )


class FailureForm(forms.Form):
    """Why something did not help."""

    why = forms.CharField(label=_("What was missing?"), max_length=500, required=False)


class FeedbackForm(forms.Form):
    """The one private question, and two more for those who like."""

    helped = forms.ChoiceField(label=_("Did it really help?"), choices=YES_NO, widget=forms.RadioSelect,
                               error_messages={"required": _("Please choose yes or no.")})  # fmt: skip
    again = forms.ChoiceField(
        label=_("Would you ask for help here again?"),
        choices=YES_NO_UNSURE,
        widget=forms.RadioSelect,
        required=False,
    )
    recommend = forms.ChoiceField(
        label=_("Would you recommend us?"),
        choices=YES_NO_UNSURE,
        widget=forms.RadioSelect,
        required=False,
    )
    comment = forms.CharField(
        label=_("Anything else we should know?"),
        widget=forms.Textarea,
        required=False,
        max_length=2000,
    )

    def answer(self, field: str) -> bool | None:
        """True for yes, False for no, None for the rest."""
        return {"yes": True, "no": False}.get(self.cleaned_data[field])
