package org.changecontrol.identity.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * The sign-ins of browsers. A cookie holds a random token, the database what it stands for; no node
 * keeps anything of it, so any node can answer and signing out ends it on all.
 */
class SignIns implements SecurityContextRepository, LogoutHandler {

  static final String COOKIE = "CHANGE_CONTROL";

  private static final int TOKEN_BYTES = 32;
  private static final int LONGEST_TOKEN = 64;

  private final Accounts accounts;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SignIns(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Loaded(request);
  }

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return loadDeferredContext(holder.getRequest()).get();
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return token(request).isPresent();
  }

  /** Begins a sign-in for who has just given his password; an earlier one of this browser ends. */
  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    if (context.getAuthentication() instanceof SignedIn signedIn) {
      token(request).ifPresent(earlier -> accounts.end(earlier, clock.instant()));
      byte[] bytes = new byte[TOKEN_BYTES];
      random.nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      accounts.begin(token, signedIn, clock.instant());
      write(token, -1, request, response);
    }
  }

  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    token(request).ifPresent(token -> accounts.end(token, clock.instant()));
    write("", 0, request, response);
    var webapps = request.getSession(false);
    if (webapps != null) {
      webapps.invalidate();
    }
    SecurityContextHolder.clearContext();
  }

  private static void write(
      String token, int maxAge, HttpServletRequest request, HttpServletResponse response) {
    String path = request.getContextPath();
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, token)
            .httpOnly(true)
            .sameSite("Lax")
            .secure(request.isSecure())
            .path(path.isEmpty() ? "/" : path)
            .maxAge(maxAge)
            .build()
            .toString());
  }

  private static Optional<String> token(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      String value = cookie.getValue();
      if (COOKIE.equals(cookie.getName()) && !value.isEmpty() && value.length() <= LONGEST_TOKEN) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** Asks the database when the request first needs to know, and once. */
  private final class Loaded implements DeferredSecurityContext {

    private final HttpServletRequest request;
    private @Nullable SecurityContext context;
    private boolean nobody;

    private Loaded(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public SecurityContext get() {
      if (context == null) {
        Optional<Account> account =
            token(request).flatMap(token -> accounts.signedIn(token, clock.instant()));
        nobody = account.isEmpty();
        context =
            account
                .<SecurityContext>map(found -> new SecurityContextImpl(new SignedIn(found)))
                .orElseGet(SecurityContextImpl::new);
      }
      return context;
    }

    @Override
    public boolean isGenerated() {
      get();
      return nobody;
    }
  }
}
