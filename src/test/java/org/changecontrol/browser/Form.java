package org.changecontrol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** A form in Tasklist, filled in by what stands on it. */
final class Form {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final Page page;
  private final Locator frame;
  private final String button;

  Form(Page page, Locator frame, String button) {
    this.page = page;
    this.frame = frame;
    this.button = button;
  }

  /** Types into a field by its id in the form, such as {@code Title} for {@code Field_Title}. */
  Form types(String field, String text) {
    field(field).fill(text);
    field(field).blur();
    return this;
  }

  /** Picks midnight of a day. */
  Form picks(String field, LocalDate day) {
    var date = field(field + "-date");
    date.click();
    date.fill(DAY.format(day));
    date.press("Enter");
    date.blur();
    var time = field(field + "-time");
    time.click();
    time.fill("00:00");
    time.press("Enter");
    time.blur();
    return this;
  }

  /** Answers a question that has a few answers to choose from. */
  Form answers(String question, String answer) {
    frame
        .locator(".fjs-form-field-radio", new Locator.LocatorOptions().setHasText(question))
        .getByLabel(answer, new Locator.GetByLabelOptions().setExact(true))
        .check();
    return this;
  }

  /** Sends the form and waits until it is taken. */
  void sends() {
    button().click();
    assertThat(button()).not().isVisible();
  }

  /** Sends the form, which is not taken. */
  Locator sendsInVain() {
    button().click();
    return page.locator(".alert, [notification], .page-notifications").first();
  }

  Locator frame() {
    return frame;
  }

  private Locator button() {
    return page.locator("button.btn-primary", new Page.LocatorOptions().setHasText(button)).last();
  }

  private Locator field(String id) {
    return frame.locator("[id$='-Field_" + id + "']").first();
  }
}
