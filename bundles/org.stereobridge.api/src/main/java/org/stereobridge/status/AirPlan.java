package org.stereobridge.status;

import java.util.List;
import java.util.Locale;

/**
 * How the air of the radio's adapters is shared out. Shares are of one adapter's air, 1 being all of it.
 *
 * @param qualityStep the best step of their codecs' quality that speakers get: 0 is best, more where all would not fit
 * @param adapters in the order of their ids
 * @param refused speakers that do not fit even at the lowest quality, and stay silent
 */
public record AirPlan(int qualityStep, List<Adapter> adapters, List<Refused> refused) {

    /** Nothing is planned, and nothing refused. */
    public static final AirPlan NONE = new AirPlan(0, List.of(), List.of());

    /**
     * One adapter.
     *
     * @param carriesSource whether the source's stream takes some of its air
     * @param speakers that it plays to
     * @param mostSpeakers that would fit at the lowest quality
     * @param share of its air that is taken
     * @param limit how much may be taken; the rest is for what must be sent again
     */
    public record Adapter(String id, boolean carriesSource, int speakers, int mostSpeakers, double share,
            double limit) {
    }

    /**
     * A speaker that stays silent.
     *
     * @param asked the share that it needs at the lowest quality
     * @param left the share that those before it leave
     */
    public record Refused(String speakerId, String name, String adapter, double asked, double left) {

        /** For people, what is wrong and what to do. */
        public String describe() {
            return String.format(Locale.ROOT, "it needs %.0f %% of the air of adapter %s, which has %.0f %% left: "
                    + "connect it by another adapter, or disconnect another speaker", 100 * asked, adapter,
                    100 * Math.max(0, left));
        }
    }

    public AirPlan {
        adapters = List.copyOf(adapters);
        refused = List.copyOf(refused);
    }
}
