package org.changecontrol.identity.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.changecontrol.identity.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The accounts and the sign-ins given to them. Every request asks one question here, and each
 * answer, groups included, is one statement: so a person who lost a group, his account or his
 * password has lost it at the next request, on every node.
 */
class Accounts {

  /** How long a sign-in lasts at most, in hours. */
  static final int LONGEST_HOURS = 12;

  /** How long a sign-in lasts that nobody uses, in hours. */
  static final int IDLE_HOURS = 2;

  private static final int SEEN_EVERY_SECONDS = 300;
  private static final int KEPT_DAYS = 7;

  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Account> find(String person) {
    if (Actor.isReserved(person)) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
                select u.id_, u.pwd_, u.salt_, m.group_id_
                from act_id_user u left join act_id_membership m on m.user_id_ = u.id_
                where u.id_ = ?
                """)
        .param(person)
        .query(Accounts::account);
  }

  /**
   * Whose sign-in the token is; empty where it ended, expired, or was given for an older password.
   */
  Optional<Account> signedIn(String token, Instant now) {
    String hash = Account.sha256(token);
    Optional<Found> answer =
        jdbc.sql(
                """
                select s.password_mark, s.signed_in_at, s.seen_at, u.id_, u.pwd_, u.salt_, m.group_id_
                from identity_sign_in s
                join act_id_user u on u.id_ = s.person
                left join act_id_membership m on m.user_id_ = u.id_
                where s.token_hash = ? and s.ended_at is null
                """)
            .param(hash)
            .query(Accounts::found);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    Found found = answer.get();
    if (!found.account.passwordMark().equals(found.passwordMark)
        || found.signedInAt.plusSeconds(LONGEST_HOURS * 3600L).isBefore(now)
        || found.seenAt.plusSeconds(IDLE_HOURS * 3600L).isBefore(now)) {
      return Optional.empty();
    }
    if (found.seenAt.plusSeconds(SEEN_EVERY_SECONDS).isBefore(now)) {
      jdbc.sql("update identity_sign_in set seen_at = ? where token_hash = ?")
          .params(at(now), hash)
          .update();
    }
    return Optional.of(found.account);
  }

  void begin(String token, SignedIn signedIn, Instant now) {
    jdbc.sql("delete from identity_sign_in where person = ? and seen_at < ?")
        .params(signedIn.getName(), at(now.minusSeconds(KEPT_DAYS * 86_400L)))
        .update();
    jdbc.sql(
            """
            insert into identity_sign_in (token_hash, person, password_mark, signed_in_at, seen_at)
            values (?, ?, ?, ?, ?)
            """)
        .params(
            Account.sha256(token), signedIn.getName(), signedIn.passwordMark(), at(now), at(now))
        .update();
  }

  void end(String token, Instant now) {
    jdbc.sql("update identity_sign_in set ended_at = ? where token_hash = ? and ended_at is null")
        .params(at(now), Account.sha256(token))
        .update();
  }

  private record Found(Account account, String passwordMark, Instant signedInAt, Instant seenAt) {}

  private static Optional<Found> found(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      return Optional.empty();
    }
    String mark = rows.getString("password_mark");
    Instant signedInAt = rows.getObject("signed_in_at", OffsetDateTime.class).toInstant();
    Instant seenAt = rows.getObject("seen_at", OffsetDateTime.class).toInstant();
    return Optional.of(new Found(fromRow(rows), mark, signedInAt, seenAt));
  }

  private static Optional<Account> account(ResultSet rows) throws SQLException {
    return rows.next() ? Optional.of(fromRow(rows)) : Optional.empty();
  }

  /** The rows differ in the group alone. */
  private static Account fromRow(ResultSet rows) throws SQLException {
    String person = rows.getString("id_");
    String password = rows.getString("pwd_");
    String salt = rows.getString("salt_");
    Set<String> groups = new HashSet<>();
    do {
      String group = rows.getString("group_id_");
      if (group != null) {
        groups.add(group);
      }
    } while (rows.next());
    return new Account(new Actor(person, groups), password, salt);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
