"""The rules of figures that are shown as charts."""

from kmh_hub.reading.rules.rule import N_, Rule

FIGURES: dict[str, Rule] = {
    "not-a-quantity": Rule(
        N_("“{key}” must be a number, not {kind}"),
        N_("write digits with a decimal point, without quotes, spaces or unit: 40.3"),
    ),
    "negative-quantity": Rule(
        N_("“{key}” must not be less than zero: {value}"), N_("write the number without a sign")
    ),
    "quantity-too-large": Rule(
        N_("“{key}” is too large to be a figure: {value}"),
        N_("look for a digit too many, or choose a larger unit, such as million-people"),
    ),
    "invalid-id": Rule(
        N_("“{value}” cannot be an id"),
        N_("use lower-case Latin words and digits joined by “-”, such as detected-abroad"),
    ),
    "invalid-year": Rule(
        N_("{value} is not a year between {first} and {last}"),
        N_("write the year that the figure is about, with four digits"),
    ),
    "figure-without-value": Rule(
        N_("the figure has neither a value nor a breakdown"),
        N_("write the total after “value:”, the parts after “breakdown:”, or both"),
    ),
    "more-than-all": Rule(
        N_("this comes to {value}, which is more than the whole, {whole}"),
        N_("correct the numbers; in per cent, the breakdown of a part is in per cent of that part"),
    ),
    "sum-differs": Rule(
        N_("the breakdown comes to {total}, but “value” is {value}"),
        N_("correct the numbers, or say in “note” why they differ: rounding, parts left out"),
    ),
}
