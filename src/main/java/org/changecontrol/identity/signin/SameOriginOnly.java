package org.changecontrol.identity.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site makes a browser send (cross-site request forgery), whatever it is
 * signed in with: a cookie or remembered Basic credentials. Browsers say where a request comes from
 * in {@code Sec-Fetch-Site} (Fetch Metadata) or at least {@code Origin} (RFC 6454); scripts outside
 * a browser send neither, and carry no credentials that somebody else could use.
 */
class SameOriginOnly extends OncePerRequestFilter {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final AccessDeniedHandler refusal;

  SameOriginOnly(AccessDeniedHandler refusal) {
    this.refusal = refusal;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SAFE.contains(request.getMethod()) || comesFromHere(request)) {
      chain.doFilter(request, response);
    } else {
      refusal.handle(request, response, new FromElsewhere());
    }
  }

  private static boolean comesFromHere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || isThisHost(origin, request.getHeader(HttpHeaders.HOST));
  }

  private static boolean isThisHost(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
