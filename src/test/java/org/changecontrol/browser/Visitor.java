package org.changecontrol.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Somebody in front of a browser. What the browser complains about meanwhile fails the scenario
 * when he closes it, unless he expected it.
 */
final class Visitor implements AutoCloseable {

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<Response> refusals = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  Visitor(BrowserContext context) {
    this.context = context;
    page = context.newPage();
    page.setDefaultTimeout(Chromium.PATIENCE.toMillis());
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(complaints::add);
    page.onResponse(
        response -> {
          if (response.status() >= 400) {
            refusals.add(response);
          }
        });
  }

  Visitor signedInAs(String account) {
    page.navigate("/sign-in");
    page.fill("#username", account);
    page.fill("#password", "demo");
    page.click("button[type=submit]");
    page.waitForURL(url -> !url.contains("/sign-in"));
    return this;
  }

  Tasklist tasklist() {
    page.navigate("/camunda/app/tasklist/default/");
    return new Tasklist(page);
  }

  /** Opens one of the platform's pages and waits until it has read what it shows. */
  Locator opens(String path) {
    page.navigate(path);
    page.waitForLoadState(LoadState.NETWORKIDLE);
    return page.locator("main");
  }

  Page page() {
    return page;
  }

  /** The browser may complain with this text, as it does about each answer of 4xx. */
  Visitor expecting(String text) {
    expected.add(text);
    return this;
  }

  /** Keeps a picture of what he sees, when the property {@code pictures} names a folder. */
  void keeps(String picture) {
    var folder = System.getProperty("pictures", "");
    if (!folder.isBlank()) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, picture + ".png")));
    }
  }

  /** Does something; what was on the screen when it went wrong is kept beside the test's report. */
  void does(Consumer<Visitor> what) {
    try {
      what.accept(this);
    } catch (RuntimeException | AssertionError fault) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "browser", "at-the-fault.png")));
      refusals.forEach(refusal -> fault.addSuppressed(new AssertionError(said(refusal))));
      throw fault;
    }
  }

  /** What an answer said; of one whose page was left, where it came from is all that is known. */
  private static String said(Response refusal) {
    try {
      return refusal.text();
    } catch (PlaywrightException left) {
      return refusal.status() + " of " + refusal.url();
    }
  }

  /** Opens one of the platform's pages and keeps a picture of it. */
  void keepsPage(String path, String picture) {
    opens(path);
    keeps(picture);
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints)
        .filteredOn(complaint -> expected.stream().noneMatch(complaint::contains))
        .as("what the browser complained about")
        .isEmpty();
  }
}
