package org.changecontrol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Camunda Tasklist, as one of the demonstration's people works with it. */
final class Tasklist {

  private final Page page;

  Tasklist(Page page) {
    this.page = page;
  }

  /** Opens the start form of a process by its name. */
  Form start(String process) {
    page.locator("a", hasText("Start process")).first().click();
    page.locator(".modal-content a", new Page.LocatorOptions().setHasText(process)).first().click();
    return new Form(page, page.locator(".modal-content").last(), "Start");
  }

  /** Looks into a filter and opens the task of a change. */
  Tasklist open(String filter, String change, String task) {
    page.locator(".task-filters .task-filter, .task-filters li", hasText(filter)).first().click();
    var entry =
        page.locator(".tasks-list .task", hasText(task))
            .filter(new Locator.FilterOptions().setHasText(change));
    entry.first().click();
    assertThat(page.locator(".task-details, .task-card").first()).isVisible();
    return this;
  }

  Form claims() {
    page.locator("button.claim").click();
    return form();
  }

  Form form() {
    tab("Form");
    return new Form(page, page.locator(".task-details, [cam-tasklist-task]").first(), "Complete");
  }

  /** A tab beside the form. */
  Locator tab(String name) {
    page.locator(".nav-tabs a", hasText(name)).first().click();
    return page.locator(".tab-content, .task-details").first();
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
