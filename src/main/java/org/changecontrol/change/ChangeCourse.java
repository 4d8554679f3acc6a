package org.changecontrol.change;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What people and pipelines do to a change, in the words of the trade; behind it a process takes
 * the step and its effects in one transaction. Fields go by the names of the contract and are read
 * strictly. Every method acts as the present actor; all of them may throw any {@link
 * org.changecontrol.problem.Refusal}, and then nothing has happened.
 */
public interface ChangeCourse {

  /**
   * Requests a change and takes it as far as it goes by itself.
   *
   * @param basedOn the number of a change that it repeats
   */
  ChangeNumber request(ChangeType type, Map<String, ?> fields, Optional<String> basedOn);

  /** A source has found something otherwise than on record: it is looked into. */
  ChangeNumber detect(Map<String, ?> fields);

  /** Proposes a standard-change model, or its next version, and asks its gates. */
  ChangeNumber propose(Map<String, ?> fields);

  /**
   * Takes a step and reads what it came to, as one action in one transaction: what is told is what
   * will stand.
   *
   * @param step takes a step, and says how the change stands then
   */
  <T> T asOneAction(Supplier<T> step);

  /** A draft goes on. */
  void submit(String number, Map<String, ?> fields);

  /** Plan, scope or window are edited before work begins. */
  void edit(String number, Map<String, ?> fields);

  /**
   * Something that belongs to the plan is changed, tasks or attachments for example; the gates that
   * judge it decide again.
   *
   * @param amendment what is done to the record
   */
  <T> T amend(String number, Supplier<T> amendment);

  /** A person decides what becomes of a difference that was observed. */
  void reviewDifference(String number, Map<String, ?> fields);

  /** A person decides about the assessment. */
  void reviewAssessment(String number, Map<String, ?> fields);

  /** Work begins; by a change manager also before the window. */
  void startImplementation(String number, Map<String, ?> fields);

  /**
   * Whoever carried a task out says how it went.
   *
   * @param task its number
   */
  void reportWork(String number, long task, Map<String, ?> fields);

  /** Work ends, with an outcome. */
  void finishImplementation(String number, Map<String, ?> fields);

  /** Somebody has compared the estate with the plan. */
  void verify(String number, Map<String, ?> fields);

  /** The review says how it ended. */
  void review(String number, Map<String, ?> fields);

  /** Given up before work began. */
  void cancel(String number, String reason);

  /** Paused. */
  void hold(String number, String reason);

  /** Goes on. */
  void resume(String number, @Nullable String reason);

  /** Undone. */
  void backOut(String number, String reason);
}
