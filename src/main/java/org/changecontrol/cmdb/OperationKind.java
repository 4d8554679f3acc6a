package org.changecontrol.cmdb;

/** What one operation of a change set does to the estate. */
public enum OperationKind {
  /** A new item comes into being. */
  CREATE_ITEM,
  /** Fields or attributes of an item get new values. */
  UPDATE_ITEM,
  /** An item goes out of use. */
  RETIRE_ITEM,
  /** Two items become related. */
  ADD_RELATIONSHIP,
  /** A relationship ends. */
  REMOVE_RELATIONSHIP,
  /** An item that is in stock is put to use elsewhere. */
  REDEPLOY_ITEM
}
