package org.changecontrol.identity.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Somebody's browser: keeps cookies, does not follow redirects, says which page a request comes
 * from.
 */
public final class Browser {

  private final String address;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

  public Browser(String address) {
    this.address = address;
  }

  /** Signs in at the page; fails when the platform does not let the person in. */
  public static Browser signedIn(String address, String person, String password) {
    Browser browser = new Browser(address);
    HttpResponse<String> answer =
        browser.submit("/sign-in", "username", person, "password", password);
    if (answer.statusCode() != 302 || location(answer).contains("/sign-in")) {
      throw new AssertionError(person + " was not let in: " + answer + location(answer));
    }
    return browser;
  }

  public HttpResponse<String> page(String path) {
    return send(request(path).header("Accept", "text/html,*/*;q=0.8").GET());
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "application/json").GET());
  }

  public HttpResponse<String> submit(String path, String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", address)
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  /** A call of a webapp's script: with the token that the webapp was given. */
  public HttpResponse<String> call(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
        .forEach(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  public void forget(String cookie) {
    cookies.getCookieStore().getCookies().stream()
        .filter(kept -> kept.getName().equals(cookie))
        .toList()
        .forEach(kept -> cookies.getCookieStore().remove(URI.create(address), kept));
  }

  public String cookies() {
    return cookies.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  public static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(Arrays.toString(e.getStackTrace()), e);
    }
  }
}
