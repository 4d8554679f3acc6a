package org.changecontrol.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.HtmlUtils;

/** The page where people sign in, and where they go from there. */
@Controller
class SignInPage {

  static final String ADDRESS = "/sign-in";
  static final String SIGN_OUT = "/sign-out";

  private static final int LONGEST_TARGET = 2_000;

  private final Actors actors;
  private final String page;

  SignInPage(Actors actors) throws IOException {
    this.actors = actors;
    this.page =
        new ClassPathResource("sign-in.html", SignInPage.class)
            .getContentAsString(StandardCharsets.UTF_8);
  }

  @GetMapping(path = ADDRESS, produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> show(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String refused,
      @RequestParam(required = false) @Nullable Long wait,
      @RequestParam(name = "signed-out", required = false) @Nullable String signedOut) {
    String target = target(to);
    if (refused == null && wait == null && !actors.current().equals(Actor.NOBODY)) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .header(HttpHeaders.LOCATION, request.getContextPath() + target)
          .build();
    }
    String message = "";
    if (wait != null) {
      message =
          alert(
              "Too many wrong passwords. Please wait %d seconds, then try again."
                  .formatted(Math.max(1, Math.min(wait, 3_600))));
    } else if (refused != null) {
      message = alert("Wrong name or password. Please try again.");
    } else if (signedOut != null) {
      message = "<p class=\"notice\" role=\"status\">You have signed out.</p>";
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(
            page.replace("{{base}}", HtmlUtils.htmlEscape(request.getContextPath()))
                .replace("{{message}}", message)
                .replace("{{to}}", HtmlUtils.htmlEscape(target.equals("/") ? "" : target)));
  }

  /** Sends the person where he wanted to go before he was asked to sign in. */
  static void goOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.sendRedirect(request.getContextPath() + target(request.getParameter("to")));
  }

  static void goBack(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    String target = target(request.getParameter("to"));
    response.sendRedirect(
        request.getContextPath()
            + ADDRESS
            + (reason instanceof TooManyAttempts tooMany
                ? "?wait=" + tooMany.seconds()
                : "?refused")
            + (target.equals("/")
                ? ""
                : "&to=" + URLEncoder.encode(target, StandardCharsets.UTF_8)));
  }

  private static String alert(String text) {
    return "<p class=\"notice error\" role=\"alert\" id=\"sign-in-error\">" + text + "</p>";
  }

  /** A page of this platform; whatever else was asked for leads to the first page. */
  static String target(@Nullable String wanted) {
    if (wanted == null || wanted.length() > LONGEST_TARGET) {
      return "/";
    }
    try {
      URI uri = new URI(wanted);
      boolean here =
          uri.getScheme() == null
              && uri.getRawAuthority() == null
              && wanted.startsWith("/")
              && !wanted.startsWith("//")
              && wanted.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')
              && !uri.getPath().equals(ADDRESS);
      return here ? wanted : "/";
    } catch (URISyntaxException e) {
      return "/";
    }
  }
}
