package org.changecontrol.identity;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The groups that the platform itself knows; an organisation adds its own owner groups. */
public final class Groups {

  /** May request changes. */
  public static final String REQUESTERS = "requesters";

  /** Carry changes out. */
  public static final String IMPLEMENTERS = "implementers";

  /** Review the plan of a colleague. */
  public static final String PEERS = "peers";

  /** Answer for services. */
  public static final String SERVICE_OWNERS = "service-owners";

  /** Change advisory board, also the emergency one. */
  public static final String CAB = "cab";

  /** Decide critical changes. */
  public static final String EXECUTIVES = "executives";

  /** Answer for change control itself; also team lead. */
  public static final String CHANGE_MANAGERS = "change-managers";

  /** Central configuration authority. */
  public static final String CONFIGURATION_MANAGERS = "configuration-managers";

  /** Own the configuration model. */
  public static final String DATA_MODEL_OWNERS = "data-model-owners";

  /** Own change freezes. */
  public static final String FREEZE_OWNERS = "freeze-owners";

  /** Read everything, write nothing. */
  public static final String AUDITORS = "auditors";

  /** Watch the engine in Cockpit. */
  public static final String OPERATORS = "operators";

  /** Pipelines: start, implement and report changes, never approve. */
  public static final String ROBOTS = "robots";

  /** The engine's own administrators' group. */
  public static final String ADMINISTRATORS = "camunda-admin";

  /** Whose members may request changes: everybody but auditors, operators and administrators. */
  public static final Set<String> MAY_REQUEST =
      Set.of(
          REQUESTERS,
          IMPLEMENTERS,
          PEERS,
          SERVICE_OWNERS,
          CAB,
          EXECUTIVES,
          CHANGE_MANAGERS,
          CONFIGURATION_MANAGERS,
          DATA_MODEL_OWNERS,
          FREEZE_OWNERS,
          ROBOTS);

  /** Whose members have no vote anywhere: they can neither hand one on nor receive one. */
  public static final Set<String> WITHOUT_A_VOTE =
      Set.of(ADMINISTRATORS, ROBOTS, AUDITORS, OPERATORS);

  /** Whose members watch over the platform and have no part in changes by it. */
  public static final Set<String> WATCHING = Set.of(AUDITORS, OPERATORS, ADMINISTRATORS);

  /** Every group that the platform itself knows. */
  public static final Set<String> ALL =
      Stream.concat(MAY_REQUEST.stream(), WATCHING.stream())
          .collect(Collectors.toUnmodifiableSet());

  private Groups() {}
}
