package org.changecontrol.identity.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.PasswordHashing;
import org.changecontrol.problem.web.ProblemWriter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The doors: which route lets in whom, and by which kind of sign-in. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

  /** Who calls a page of the webapps' own to sign in or out comes here as well. */
  private static final String WEBAPP_SIGN_IN = "/camunda/api/admin/auth/user/*/login/*";

  private static final String WEBAPP_SIGN_OUT = "/camunda/api/admin/auth/user/*/logout";

  /**
   * For everything but the webapps, which bring their own. Nothing inline, nothing from elsewhere,
   * no frame around it.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final PathPatternRequestMatcher.Builder PATH =
      PathPatternRequestMatcher.withDefaults();

  private static final RequestMatcher WEBAPPS = path("/camunda/**");

  /**
   * A webapp's page names the scripts that it allows anew each time; one that was kept would allow
   * none of them.
   */
  private static final RequestMatcher PAGE = request -> request.getRequestURI().endsWith("/");

  /**
   * Where scripts come with HTTP Basic; pages and webapps know one sign-in only, that of the
   * person.
   */
  static final RequestMatcher BASIC =
      new OrRequestMatcher(
          path("/api/**"), path("/engine-rest/**"), path("/actuator/**"), path("/v3/api-docs/**"));

  /** Real time, whatever clock the trade is tested with: nobody's sign-in depends on a test's. */
  private static final Clock CLOCK = Clock.systemUTC();

  @Bean
  Accounts accounts(JdbcClient jdbc) {
    return new Accounts(jdbc);
  }

  @Bean
  AuthenticationManager signIn(
      Accounts accounts, PasswordHashing hashing, ApplicationEventPublisher events) {
    return new ProviderManager(
        new PasswordSignIn(
            accounts, hashing, new SignInBrake(CLOCK), new RememberedPasswords(CLOCK), events));
  }

  @Bean
  SignIns signIns(Accounts accounts) {
    return new SignIns(accounts, CLOCK);
  }

  @Bean
  ClosedDoor closedDoor(
      Actors actors, ProblemWriter problems, ObjectMapper json, ApplicationEventPublisher events) {
    return new ClosedDoor(actors, problems, json, events);
  }

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http, AuthenticationManager signIn, SignIns signIns, ClosedDoor closedDoor)
      throws Exception {
    SecurityContextRepository signedIn =
        new DelegatingSecurityContextRepository(
            new RequestAttributeSecurityContextRepository(), signIns);
    return http.authenticationManager(signIn)
        .securityContext(context -> context.securityContextRepository(signedIn))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .csrf(AbstractHttpConfigurer::disable)
        .addFilterAfter(new SameOriginOnly(closedDoor), HeaderWriterFilter.class)
        .headers(SignInConfiguration::headers)
        .exceptionHandling(
            refusals ->
                refusals.authenticationEntryPoint(closedDoor).accessDeniedHandler(closedDoor))
        .logout(
            signOut ->
                signOut
                    .logoutRequestMatcher(
                        new OrRequestMatcher(
                            PATH.matcher(HttpMethod.POST, SignInPage.SIGN_OUT),
                            PATH.matcher(HttpMethod.POST, WEBAPP_SIGN_OUT)))
                    .addLogoutHandler(signIns)
                    .logoutSuccessHandler(SignInConfiguration::signedOut))
        .addFilterAt(form(signIn, signedIn), UsernamePasswordAuthenticationFilter.class)
        .addFilterAt(new Basic(signIn, closedDoor), BasicAuthenticationFilter.class)
        .authorizeHttpRequests(
            routes ->
                routes
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(
                        PATH.matcher(HttpMethod.GET, "/actuator/health"),
                        PATH.matcher(HttpMethod.HEAD, "/actuator/health"),
                        PATH.matcher(HttpMethod.GET, SignInPage.ADDRESS),
                        PATH.matcher(HttpMethod.HEAD, SignInPage.ADDRESS),
                        PATH.matcher(HttpMethod.GET, "/sign-in/sign-in.css"),
                        PATH.matcher(HttpMethod.GET, "/sign-in/sign-in.js"),
                        PATH.matcher(HttpMethod.GET, "/workspace/change-control.css"),
                        PATH.matcher(HttpMethod.POST, WEBAPP_SIGN_IN))
                    .permitAll()
                    // The first administrator comes from the settings, never from a page that
                    // whoever is first may use.
                    .requestMatchers(
                        path("/camunda/api/admin/setup/**"), path("/camunda/app/admin/*/setup/**"))
                    .denyAll()
                    // Would tell whether a password is right, past the brake.
                    .requestMatchers(
                        path("/engine-rest/identity/verify"),
                        path("/engine-rest/engine/*/identity/verify"),
                        path("/camunda/api/engine/engine/*/identity/verify"))
                    .denyAll()
                    .requestMatchers(path("/actuator/**"))
                    .hasAnyAuthority(Groups.OPERATORS, Groups.ADMINISTRATORS)
                    .anyRequest()
                    .authenticated())
        .build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    RequestMatcher notWebapps = new NegatedRequestMatcher(WEBAPPS);
    headers
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .contentTypeOptions(Customizer.withDefaults())
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(
            policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=()"))
        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(
                new OrRequestMatcher(notWebapps, PAGE), new CacheControlHeadersWriter()))
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(
                notWebapps, new ContentSecurityPolicyHeaderWriter(CONTENT_SECURITY_POLICY)));
  }

  private static UsernamePasswordAuthenticationFilter form(
      AuthenticationManager signIn, SecurityContextRepository signedIn) {
    var form = new UsernamePasswordAuthenticationFilter(signIn);
    form.setRequiresAuthenticationRequestMatcher(PATH.matcher(HttpMethod.POST, SignInPage.ADDRESS));
    form.setSecurityContextRepository(signedIn);
    form.setAuthenticationSuccessHandler(
        (request, response, person) -> SignInPage.goOn(request, response));
    form.setAuthenticationFailureHandler(SignInPage::goBack);
    return form;
  }

  private static void signedOut(
      HttpServletRequest request, HttpServletResponse response, Authentication person)
      throws java.io.IOException {
    if (WEBAPPS.matches(request)) {
      response.setStatus(HttpStatus.OK.value());
    } else {
      response.sendRedirect(request.getContextPath() + SignInPage.ADDRESS + "?signed-out");
    }
  }

  private static PathPatternRequestMatcher path(String pattern) {
    return PATH.matcher(pattern);
  }

  /** HTTP Basic at the doors of scripts alone. */
  private static final class Basic extends BasicAuthenticationFilter {

    Basic(AuthenticationManager signIn, ClosedDoor closedDoor) {
      super(signIn, closedDoor);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
      return !BASIC.matches(request);
    }
  }
}
