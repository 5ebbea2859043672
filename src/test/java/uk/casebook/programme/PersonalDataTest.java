package uk.casebook.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.contract.Violation;

/** What tells who a person is, between bars; the numbers are made up, with right check digits. */
class PersonalDataTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);

  private static List<PersonalData.Finding> find(String text) {
    return PersonalData.find(text, TODAY);
  }

  /** What stands between bars is found, as one thing of this kind and nothing else. */
  private static void assertFound(String marked, String kind) {
    int from = marked.indexOf('|');
    int to = marked.lastIndexOf('|');
    String text = marked.replace("|", "");
    assertThat(find(text))
        .as(text)
        .containsExactly(
            new PersonalData.Finding(
                kind, text.codePointCount(0, from) + 1, text.codePointCount(0, to - 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|9434765919|",
        "|943 476 5919|",
        "|943-476-5919|",
        "|943.476.5919|",
        "|943 476-5919|",
        "|943  476  5919|",
        "|943 - 476 - 5919|",
        "|943/476/5919|",
        "|94 34 76 59 19|",
        "|9 4 3 4 7 6 5 9 1 9|",
        "|943\u00a0476\u00a05919|",
        "|943\u2011476\u20135919|",
        "|943\u200b4765919|",
        "|943\n476\n5919|",
        "|９４３４７６５９１９|",
        "|٩٤٣٤٧٦٥٩١٩|",
        "For NHS no. |943 476 5919|, with autism.",
        "NHS|9434765919|",
        "NHS number:|9434765919|.",
        "(|943 476 5919|)",
        "A 👩‍👩‍👧 family, |943 476 5919|",
        "4 people, 2 of them trained in 2024 |943 476 5919|",
        "born 2 weeks early |401 023 2137|",
        // With the check digit 0, and Scotland's, which begins with a date.
        "|987 654 3040|",
        "|0101701233|",
        "|943 476 5919| 12"
      })
  void anNhsNumberIsFound(String text) {
    assertFound(text, "an NHS number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9434765918",
        "943 476 5918",
        "4444444444",
        "0000000000",
        "94347659190",
        "19434765919",
        "943476591",
        // The remainder for which there is no check digit.
        "1000000010",
        "9434765919.25",
        "0.9434765919",
        "1,943,476,5919",
        "£9,434,765.91",
        "Between 2023 2024 we trained 25 people.",
        "the years 2015-16, 2016-17 and 2017-18",
        "on 2026-01-15 20 carers",
        "ISBN 0-306-40615-2",
        "ISBN-10: 0306406152",
        "ISBN 978-0-306-40615-7",
        "charity 1096653, company 03866683",
        "UPRN 100023336956",
        "E10000012 and GB-CHC-1096653",
        "2 days for 12 people at £245.50 each",
        "10 20 30 40 50 60",
      })
  void noOtherNumberIsTakenForAnNhsNumber(String text) {
    assertThat(find(text)).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|pat@example.org|",
        "Write to |pat.smith+care@mail.example.co.uk|.",
        "<|PAT@EXAMPLE.ORG|>",
        "mailto:|pat_1@example.org|",
        "|pat (at) example.org|",
        "|pat[at]example.org|",
        "|o'neill@example.org|",
        "|zoë@bücher.example|",
        "|pat＠example.org|",
        "|pat@ex\u00adample.org|"
      })
  void anEmailAddressIsFound(String text) {
    assertFound(text, "an e-mail address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3 staff @ 40.50 an hour",
        "4 days @ £250",
        "meet at example.org",
        "follow @skillsforcare",
        "see https://www.example.org/report",
        "a@b",
        "Training (at home) and outside"
      })
  void noOtherSignIsTakenForAnEmailAddress(String text) {
    assertThat(find(text)).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|07700 900123|",
        "|07700900123|",
        "Ring |(01632) 960 001| after four.",
        "|020 7946 0018|",
        "|0161-496-0123|",
        "|0161 496 0123|",
        "|01632 960.001|",
        "|0800 012 3456|",
        "|+44 7700 900123|",
        "|+447700900123|",
        "|+44 (0)20 7946 0018|",
        "|0044 7700 900123|",
        "|(+44) 7700 900 123|",
        "|+353 20 915 1234|",
        "mob:|07700-900-123|",
        "|07700\u00a0900\u00a0123|",
        "mobile |7700 900125|",
        "|01632 96001|"
      })
  void aTelephoneNumberIsFound(String text) {
    assertFound(text, "a telephone number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phone 999 or 111",
        "+20 people, +15% hours",
        "0.0123456789",
        "03866683",
        "from 01/02/2026 to 03/04/2026",
        "01-02-2026 10",
        "telephone support in 2024-25",
        "order 0012 of 0345",
        "an increase from 1,024 to 2,048 hours",
        "00000000000",
        "2026-27 round, 100000 pounds"
      })
  void noOtherNumberIsTakenForATelephoneNumber(String text) {
    assertThat(find(text)).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|AB123456C|",
        "|AB 12 34 56 C|",
        "|AB-12-34-56-C|",
        "|ab123456c|",
        "NINO |JG103759A|.",
        "National Insurance no. |AB 12 34 56|",
        "NI: |AB123456|"
      })
  void aNationalInsuranceNumberIsFound(String text) {
    assertFound(text, "a National Insurance number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BG123456C",
        "QQ123456C",
        "AB123456E",
        "AB1234567C",
        "XAB123456C",
        "PWB-2027-014",
        "we 10 20 30 a day",
        "E10000012",
        "LD123456",
        "the NI regions of 2024-25"
      })
  void noOtherCodeIsTakenForANationalInsuranceNumber(String text) {
    assertThat(find(text)).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "born |12/03/1956|",
        "born on |12 March 1956|",
        "DOB: |12.03.56|",
        "dob |12-3-56|",
        "D.O.B. |12/03/56|",
        "Date of birth |1956-03-12|",
        "birthday: |12th of March 1956|",
        "He was born |March 12, 1956|.",
        "|3/12/1956| (date of birth)",
        "Born |1 January 2019|",
        "born |12/03/2024|",
        "born |03/25/1956|",
        // Nobody's project is that old.
        "Pat (|12/03/1956|)",
        "|1956-03-12|",
        "|01.02.2001|"
      })
  void aDateOfBirthIsFound(String text) {
    assertFound(text, "a date of birth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training on 12/03/2026",
        "from 2026-04-01 to 2027-03-31",
        "delivered 01.02.2025",
        "The Care Act 2014 of 14 May 2014",
        "The Mental Capacity Act came into force on 1 October 2007",
        "born in 1956",
        "newborn course of 12/03/2026",
        "31/02/1956",
        "aged 34, since 1999",
        "24/7 support, 1/2 day, 3/4 of staff",
        "ratio 12/13/1956789",
        "in May 2024 we may train 12"
      })
  void noOtherDateIsTakenForOneOfBirth(String text) {
    assertThat(find(text)).as(text).isEmpty();
  }

  @Test
  void everyPlaceIsTold() {
    assertThat(find("pat@example.org, 07700 900123, 943 476 5919, AB123456C, born 12/03/1956"))
        .extracting(PersonalData.Finding::kind)
        .containsExactly(
            "an e-mail address",
            "a telephone number",
            "an NHS number",
            "a National Insurance number",
            "a date of birth");
  }

  @Test
  void thePlaceIsToldAndTheValueIsNot() {
    List<Violation> violations = new ArrayList<>();
    PersonalData.check("/purpose", "For 943 476 5919.", TODAY, violations);
    assertThat(violations)
        .containsExactly(
            Violation.atPointer(
                "/purpose",
                "personal-data",
                "Characters 5 to 16 look like an NHS number. Leave out who a person is."));
  }

  @Test
  void whatIsNotSaidTellsNothing() {
    List<Violation> violations = new ArrayList<>();
    PersonalData.check("/purpose", null, TODAY, violations);
    PersonalData.check("/purpose", "", TODAY, violations);
    assertThat(violations).isEmpty();
  }

  /** The longest texts that the contract lets through, made to be searched for long. */
  @ParameterizedTest
  @ValueSource(strings = {"1 ", "a.", "0", "+1 ", "born ", "a@a.", "9-", "(0)", "AB12", "jan 1 "})
  void aLongTextIsSearchedAtOnce(String part) {
    long began = System.nanoTime();
    find(part.repeat(4000 / part.length()));
    find("a@" + part.repeat(4000 / part.length()));
    assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
  }
}
