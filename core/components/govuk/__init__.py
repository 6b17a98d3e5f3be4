"""GOV.UK Frontend's components."""

PLAIN: dict = {}
AROUND: dict = {}
