package dev.barometer.survey.gate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a gate knows of an id, asked before something is sent to it: so that what it would refuse
 * can be refused at once. The gate decides all the same.
 */
@FunctionalInterface
public interface KnownIds {

  /**
   * @param settled whether to wait until all that came in before is decided, where it is not known
   *     yet
   */
  Ownership ownershipOf(String id, boolean settled);

  /** How far it is known. */
  enum Knowledge {
    KNOWN,
    /** Nothing of it was accepted. */
    UNKNOWN,
    /** Another instance decides it. */
    ELSEWHERE,
    /** The gate is starting, or behind. */
    NOT_YET
  }

  /**
   * @param owner the mark of who sent it first; null where anybody may change it
   */
  record Ownership(Knowledge knowledge, byte @Nullable [] owner) {
    public static final Ownership UNKNOWN = new Ownership(Knowledge.UNKNOWN, null);
    public static final Ownership ELSEWHERE = new Ownership(Knowledge.ELSEWHERE, null);
    public static final Ownership NOT_YET = new Ownership(Knowledge.NOT_YET, null);

    public static Ownership ownedBy(byte @Nullable [] owner) {
      return new Ownership(Knowledge.KNOWN, owner);
    }

    /** Whether it is certain that another sender sent it first. */
    public boolean isForeignTo(byte[] mark) {
      return owner != null && !Arrays.equals(owner, mark);
    }
  }
}
