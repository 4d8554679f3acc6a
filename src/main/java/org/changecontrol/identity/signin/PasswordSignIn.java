package org.changecontrol.identity.signin;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.changecontrol.fact.RefusedAttempt;
import org.changecontrol.identity.PasswordHashing;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Lets in who knows his password, and takes the same time to refuse a person who does not exist.
 */
class PasswordSignIn implements AuthenticationProvider {

  private static final int TURNS = 256;
  private static final int LONGEST_PASSWORD = 1_000;

  private final Accounts accounts;
  private final PasswordHashing hashing;
  private final SignInBrake brake;
  private final RememberedPasswords remembered;
  private final ApplicationEventPublisher events;
  private final String nobodysHash;

  /**
   * Attempts for one person from one address take turns: a crowd of parallel guesses is counted as
   * it would be one after the other, and a crowd of parallel calls with the right password costs
   * one hash.
   */
  private final Object[] turns = IntStream.range(0, TURNS).mapToObj(i -> new Object()).toArray();

  PasswordSignIn(
      Accounts accounts,
      PasswordHashing hashing,
      SignInBrake brake,
      RememberedPasswords remembered,
      ApplicationEventPublisher events) {
    this.accounts = accounts;
    this.hashing = hashing;
    this.brake = brake;
    this.remembered = remembered;
    this.events = events;
    this.nobodysHash = hashing.hash(UUID.randomUUID().toString());
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String person = attempt.getName();
    String password = attempt.getCredentials() instanceof String given ? given : "";
    String address =
        attempt.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "unknown";
    if (password.isBlank() || password.length() > LONGEST_PASSWORD) {
      throw wrong();
    }
    admit(address, person);
    Optional<Account> account = accounts.find(person);
    if (account.isEmpty() || !remembered.knows(account.get(), password)) {
      synchronized (turns[Math.floorMod((address + ' ' + person).hashCode(), TURNS)]) {
        admit(address, person);
        check(account, address, person, password);
      }
    }
    SignedIn signedIn = new SignedIn(account.orElseThrow());
    signedIn.setDetails(attempt.getDetails());
    return signedIn;
  }

  private void admit(String address, String person) {
    Duration wait = brake.wait(address, person);
    if (!wait.isZero()) {
      throw new TooManyAttempts(wait);
    }
  }

  private void check(Optional<Account> account, String address, String person, String password) {
    if (account.isEmpty()) {
      hashing.matches(password, nobodysHash);
      brake.failed(address, person);
      throw wrong();
    }
    if (remembered.knows(account.get(), password)) {
      return;
    }
    if (!account.get().hasPassword(password, hashing)) {
      brake.failed(address, person);
      events.publishEvent(
          new RefusedAttempt(person, person, "sign-in from " + address, "wrong password"));
      throw wrong();
    }
    brake.succeeded(address, person);
    remembered.remember(account.get(), password);
  }

  private static BadCredentialsException wrong() {
    return new BadCredentialsException("wrong name or password");
  }
}
