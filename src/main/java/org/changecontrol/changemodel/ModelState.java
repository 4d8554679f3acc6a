package org.changecontrol.changemodel;

/** Where a version of a model stands. */
public enum ModelState {
  /** Its gates decide about it. */
  PROPOSED,
  /** Changes within its scope are authorised beforehand. */
  PUBLISHED,
  /** It failed too often and authorises nothing until a new version is published. */
  SUSPENDED,
  /** Replaced by a later version, or taken out of use. */
  RETIRED,
  /** Its gates refused it, or it was given up before they decided. */
  REJECTED
}
