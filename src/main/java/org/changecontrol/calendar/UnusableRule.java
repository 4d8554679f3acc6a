package org.changecontrol.calendar;

/** A window cannot recur like that. */
class UnusableRule extends RuntimeException {

  private final String field;

  UnusableRule(String field, String problem) {
    super(problem);
    this.field = field;
  }

  /** Where it was said: {@code rrule} or {@code start}. */
  String field() {
    return field;
  }
}
