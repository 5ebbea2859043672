package uk.casebook.programme;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Violation;

/**
 * Finds in free text what tells who a person is: NHS numbers (and Scotland's and Northern
 * Ireland's, which are made alike), National Insurance numbers, e-mail addresses, telephone numbers
 * and dates of birth. It says where they stand, never what they are.
 */
public final class PersonalData {

  /** A date that is written in figures and this long ago is taken for one of birth. */
  private static final int YOUNGEST = 16;

  /** Digits of an NHS number, with what may stand between them. */
  private static final Pattern DIGITS = Pattern.compile("\\d++(?:[ ./-]{1,3}+\\d++)*+");

  private static final Pattern GROUP = Pattern.compile("\\d+");
  private static final int NHS_DIGITS = 10;
  private static final int MODULUS = 11;

  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}._%+'-])[\\p{L}\\p{N}._%+'-]++"
              + " ?(?:(?<! )@(?! )|[\\[(] ?at ?[\\])]) ?"
              + "[\\p{L}\\p{N}][\\p{L}\\p{N}.-]*\\.\\p{L}{2,}",
          Pattern.CASE_INSENSITIVE);

  /** With the code of a country, or with the zero that it replaces. */
  private static final Pattern TELEPHONE =
      Pattern.compile(
          "(?<!\\d)(?<!\\d[.,])(?:\\(?(?:\\+|00)[1-9]\\d{0,2}\\)?|\\(?0(?=[1-9]\\d))[ .-]{0,2}"
              + "(?:\\(0\\)[ .-]{0,2})?\\d(?:[ .()-]{0,2}\\d){6,13}(?!\\d)(?![.,]\\d)");

  private static final Pattern NUMBER_OF_TELEPHONE =
      Pattern.compile(
          "\\b(?:tel|telephone|phone|mobile|whatsapp)\\b[^\\d+]{0,15}(\\d(?:[ .()-]{0,2}\\d){8,10})(?!\\d)",
          Pattern.CASE_INSENSITIVE);

  private static final int FEWEST_NATIONAL = 10;
  private static final int MOST_NATIONAL = 11;
  private static final int FEWEST_INTERNATIONAL = 10;
  private static final int MOST_INTERNATIONAL = 15;

  /** Every prefix that is given out, with the suffix; in capitals also in groups. */
  private static final Pattern NATIONAL_INSURANCE =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?!(?i:BG|GB|KN|NK|NT|TN|ZZ))"
              + "(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\\d{2}[ -]?\\d{2}[ -]?\\d{2}[ -]?[A-D]"
              + "|(?i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\\d{6}[A-D]))(?![A-Za-z0-9])");

  private static final Pattern NUMBER_OF_NATIONAL_INSURANCE =
      Pattern.compile(
          "(?i:\\b(?:national insurance|NI|NINO)\\b)[^\\d]{0,20}?"
              + "(?<![A-Za-z])((?i:[A-Z]{2}) ?\\d{2} ?\\d{2} ?\\d{2})(?!\\d)");

  private static final String MONTH =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?,?";

  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?<![\\d/.-])(\\d{1,2}) ?[./-] ?(\\d{1,2}) ?[./-] ?(\\d{4}|\\d{2})(?![\\d/])(?![.-]\\d)");
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(?<![\\d/.-])(\\d{4}) ?[./-] ?(\\d{1,2}) ?[./-] ?(\\d{1,2})(?![\\d/])(?![.-]\\d)");
  private static final Pattern DAY_AND_MONTH =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]"
              + MONTH
              + "[ -]?(\\d{4}|'?\\d{2})(?!\\d)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MONTH_AND_DAY =
      Pattern.compile(
          "\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BIRTH =
      Pattern.compile(
          "\\b(?:born|birth|birthday|birthdate|d\\.? ?o\\.? ?b)\\b", Pattern.CASE_INSENSITIVE);

  private static final int NEAR = 40;

  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12));

  private static final Pattern BOOK = Pattern.compile("ISBN[^A-Za-z]{0,12}$");

  /**
   * Something that tells who a person is.
   *
   * @param kind what it looks like
   * @param from its first character, counted from 1
   * @param to its last character
   */
  record Finding(String kind, int from, int to) {}

  private final Plain text;
  private final LocalDate today;
  private final List<Finding> findings = new ArrayList<>();

  private PersonalData(String text, LocalDate today) {
    this.text = Plain.of(text);
    this.today = today;
  }

  /**
   * Adds a violation for each place of a text; null says nothing.
   *
   * @param pointer where the text stands in the body
   * @param today by which it is told whose birth a date may be
   */
  public static void check(
      String pointer, @Nullable String text, LocalDate today, List<Violation> violations) {
    if (text != null) {
      for (Finding finding : find(text, today)) {
        violations.add(
            Violation.atPointer(
                pointer,
                "personal-data",
                "Characters %d to %d look like %s. Leave out who a person is."
                    .formatted(finding.from(), finding.to(), finding.kind())));
      }
    }
  }

  /** What is found in a text, in its order. */
  static List<Finding> find(String text, LocalDate today) {
    PersonalData search = new PersonalData(text, today);
    search.findEmailAddresses();
    search.findNationalInsuranceNumbers();
    search.findNhsNumbers();
    search.findTelephoneNumbers();
    search.findDatesOfBirth();
    return search.findings.stream().sorted(Comparator.comparing(Finding::from)).toList();
  }

  /** What was found as one thing is not found as another. */
  private void add(String kind, int start, int end) {
    int from = text.place(start);
    int to = text.place(end - 1);
    if (findings.stream().noneMatch(known -> from <= known.to() && known.from() <= to)) {
      findings.add(new Finding(kind, from, to));
    }
  }

  private void findEmailAddresses() {
    text.matches(EMAIL).forEach(found -> add("an e-mail address", found.start(), found.end()));
  }

  private void findNationalInsuranceNumbers() {
    String kind = "a National Insurance number";
    text.matches(NATIONAL_INSURANCE).forEach(found -> add(kind, found.start(), found.end()));
    text.matches(NUMBER_OF_NATIONAL_INSURANCE)
        .forEach(found -> add(kind, found.start(1), found.end(1)));
  }

  private void findNhsNumbers() {
    for (MatchResult run : text.matches(DIGITS)) {
      List<MatchResult> groups = matches(GROUP, run.group());
      for (int first = 0; first < groups.size(); first++) {
        int last = first;
        int digits = length(groups.get(first));
        while (digits < NHS_DIGITS && last + 1 < groups.size()) {
          last++;
          digits += length(groups.get(last));
        }
        int start = run.start() + groups.get(first).start();
        int end = run.start() + groups.get(last).end();
        if (digits == NHS_DIGITS
            && isWrittenAsOne(run.group(), groups, first, last)
            && isNhsNumber(digits(text.part(start, end)))
            && !isOfABook(start)
            && !isPartOfANumber(start, end)) {
          add("an NHS number", start, end);
        }
      }
    }
  }

  /** As NHS numbers are written; else all of the digits that stand together, evenly spaced. */
  private static boolean isWrittenAsOne(String run, List<MatchResult> groups, int first, int last) {
    int count = last - first + 1;
    boolean usual =
        count == 1
            || (count == 3 && length(groups.get(first)) == 3 && length(groups.get(first + 1)) == 3);
    boolean all = first == 0 && last == groups.size() - 1;
    return usual || (all && GROUP.matcher(run).replaceAll("").matches(" +|-+"));
  }

  /** The check digit is the last one (NHS Data Dictionary, "NHS NUMBER"). */
  private static boolean isNhsNumber(String digits) {
    if (digits.chars().distinct().count() == 1) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < NHS_DIGITS - 1; i++) {
      sum += Character.digit(digits.charAt(i), 10) * (NHS_DIGITS - i);
    }
    int check = (MODULUS - sum % MODULUS) % MODULUS;
    return check == Character.digit(digits.charAt(NHS_DIGITS - 1), 10);
  }

  /** Old numbers of books have the same check digit. */
  private boolean isOfABook(int start) {
    return BOOK.matcher(text.part(Math.max(0, start - 20), start)).find();
  }

  private boolean isPartOfANumber(int start, int end) {
    return text.matchesBehind(start, ".,", Character::isDigit)
        || text.matchesAhead(end, ".,", Character::isDigit);
  }

  private void findTelephoneNumbers() {
    String kind = "a telephone number";
    for (MatchResult found : text.matches(TELEPHONE)) {
      String number = found.group();
      int count = digits(number).length();
      boolean abroad = number.contains("+") || number.startsWith("00") || number.startsWith("(00");
      boolean whole =
          abroad
              ? count >= FEWEST_INTERNATIONAL && count <= MOST_INTERNATIONAL + 2
              : count >= FEWEST_NATIONAL
                  && count <= MOST_NATIONAL
                  && length(matches(GROUP, number).get(0)) > 2;
      if (whole && !isOfABook(found.start())) {
        add(kind, found.start(), found.end());
      }
    }
    text.matches(NUMBER_OF_TELEPHONE).forEach(found -> add(kind, found.start(1), found.end(1)));
  }

  private void findDatesOfBirth() {
    for (MatchResult found : text.matches(DAY_FIRST)) {
      int day = number(found, 1);
      int month = number(found, 2);
      String year = found.group(3);
      // Some write the month first.
      findDate(found, true, year, month, day);
      findDate(found, true, year, day, month);
    }
    for (MatchResult found : text.matches(YEAR_FIRST)) {
      findDate(found, true, found.group(1), number(found, 2), number(found, 3));
    }
    for (MatchResult found : text.matches(DAY_AND_MONTH)) {
      findDate(found, false, found.group(3), month(found.group(2)), number(found, 1));
    }
    for (MatchResult found : text.matches(MONTH_AND_DAY)) {
      findDate(found, false, found.group(3), month(found.group(1)), number(found, 2));
    }
  }

  private static int month(String name) {
    return MONTHS.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private void findDate(MatchResult found, boolean inFigures, String year, int month, int day) {
    try {
      boolean whole = year.length() == 4;
      LocalDate date = LocalDate.of(whole ? Integer.parseInt(year) : 2000, month, day);
      boolean longAgo = whole && date.getYear() > 1900 && date.isBefore(today.minusYears(YOUNGEST));
      if ((inFigures && longAgo) || isNearBirth(found)) {
        add("a date of birth", found.start(), found.end());
      }
    } catch (DateTimeException e) {
      // There is no such day, so it is none of birth.
    }
  }

  private boolean isNearBirth(MatchResult found) {
    return BIRTH.matcher(text.part(found.start() - NEAR, found.end() + NEAR / 2)).find();
  }

  private static int length(MatchResult found) {
    return found.end() - found.start();
  }

  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  /**
   * A text as people read it: digits, spaces and hyphens of every script as those of ASCII, without
   * what is not seen.
   *
   * @param places where each character stood in the original, counted in characters from 1
   */
  private record Plain(String text, List<Integer> places) {

    static Plain of(String original) {
      StringBuilder plain = new StringBuilder();
      List<Integer> places = new ArrayList<>();
      int[] points = original.codePoints().toArray();
      for (int i = 0; i < points.length; i++) {
        int place = i + 1;
        if (Character.getType(points[i]) != Character.FORMAT) {
          Normalizer.normalize(Character.toString(points[i]), Normalizer.Form.NFKC)
              .codePoints()
              .map(Plain::ascii)
              .forEach(
                  point -> {
                    plain.appendCodePoint(point);
                    places.addAll(Collections.nCopies(Character.charCount(point), place));
                  });
        }
      }
      return new Plain(plain.toString(), places);
    }

    private static int ascii(int point) {
      if (Character.isDigit(point)) {
        return Character.forDigit(Character.digit(point, 10), 10);
      }
      if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
        return ' ';
      }
      return Character.getType(point) == Character.DASH_PUNCTUATION ? '-' : point;
    }

    int place(int index) {
      return places.get(index);
    }

    List<MatchResult> matches(Pattern pattern) {
      return PersonalData.matches(pattern, text);
    }

    /** A part; what lies outside is left out. */
    String part(int start, int end) {
      return text.substring(Math.max(0, start), Math.min(text.length(), end));
    }

    boolean matchesBehind(int start, String marks, IntPredicate next) {
      return start > 1
          && marks.indexOf(text.charAt(start - 1)) >= 0
          && next.test(text.charAt(start - 2));
    }

    boolean matchesAhead(int end, String marks, IntPredicate next) {
      return end + 1 < text.length()
          && marks.indexOf(text.charAt(end)) >= 0
          && next.test(text.charAt(end + 1));
    }
  }
}
