# Finders for Python: `finders.py presidio|phonenumbers` reads {file: [[text, region], ...]} and prints spans in code points.
# Ends with 3 where the package is not installed.
import json
import sys
import time

KINDS = {"PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "email", "CREDIT_CARD": "card", "IBAN_CODE": "iban"}


def phonenumbers_finder():
    import phonenumbers

    def find(text, region):
        return [[m.start, m.end, "phone"] for m in phonenumbers.PhoneNumberMatcher(text, region)]

    return find


def presidio_finder():
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        PhoneRecognizer,
    )

    others = [CreditCardRecognizer(), EmailRecognizer(), IbanRecognizer()]
    phones = {}

    def find(text, region):
        if region not in phones:
            regions = {*PhoneRecognizer.DEFAULT_SUPPORTED_REGIONS, region}
            phones[region] = PhoneRecognizer(supported_regions=tuple(sorted(filter(None, regions))))
        found = []
        for recognizer in [*others, phones[region]]:
            results = recognizer.analyze(text, recognizer.supported_entities, None)
            found += [(r.score, r.start, r.end, KINDS[r.entity_type]) for r in results]
        found.sort(reverse=True)
        kept = []
        for _, start, end, kind in found:
            if all(end <= a or b <= start for a, b, _ in kept):
                kept.append([start, end, kind])
        return kept

    return find


def main():
    try:
        find = {"presidio": presidio_finder, "phonenumbers": phonenumbers_finder}[sys.argv[1]]()
    except ImportError:
        sys.exit(3)
    files = json.load(sys.stdin)
    started, size, spans = time.process_time(), 0, {}
    for name, rows in files.items():
        spans[name] = []
        for text, region in rows:
            size += len(text.encode())
            spans[name].append(find(text, region))
    print(json.dumps({"spans": spans, "mbps": size / 1e6 / (time.process_time() - started)}))


main()
