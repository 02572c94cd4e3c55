package dev.barometer.survey.gate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a gate knows of an id, asked before something is sent to it: so that what it would refuse
 * can be refused at once. The gate judges all the same.
 */
@FunctionalInterface
public interface JudgedIds {

  /**
   * @param settled whether to wait until all that came in before is judged, where it is not known
   *     yet
   */
  Standing standingOf(String id, boolean settled);

  /** How far it is known. */
  enum Knowledge {
    KNOWN,
    /** Nothing of it was accepted. */
    UNKNOWN,
    /** Another instance judges it. */
    ELSEWHERE,
    /** The gate is starting, or behind. */
    NOT_YET
  }

  /**
   * @param owner the mark of who sent it first; null where anybody may change it
   */
  record Standing(Knowledge knowledge, byte @Nullable [] owner) {
    public static final Standing UNKNOWN = new Standing(Knowledge.UNKNOWN, null);
    public static final Standing ELSEWHERE = new Standing(Knowledge.ELSEWHERE, null);
    public static final Standing NOT_YET = new Standing(Knowledge.NOT_YET, null);

    public static Standing ownedBy(byte @Nullable [] owner) {
      return new Standing(Knowledge.KNOWN, owner);
    }

    /** Whether it is certain that another sender sent it first. */
    public boolean isForeignTo(byte[] mark) {
      return owner != null && !Arrays.equals(owner, mark);
    }
  }
}
