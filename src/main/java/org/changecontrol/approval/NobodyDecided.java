package org.changecontrol.approval;

/**
 * A gate is overdue and the policy names nobody else who could decide it: its subject has to wait
 * for a person. Published inside the transaction that finds it.
 *
 * @param subject for example a change number
 */
public record NobodyDecided(String subject, String gateKey, String gateName) {}
