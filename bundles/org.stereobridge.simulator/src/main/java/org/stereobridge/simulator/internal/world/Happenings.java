package org.stereobridge.simulator.internal.world;

import java.util.ArrayList;
import java.util.List;
import org.stereobridge.simulator.internal.RefusedException;

/** What goes on besides the audio loop: the air carries packets, and events happen, for which time may stand. */
final class Happenings {

    private final List<Air> airs;
    private final Echo echo;
    private final List<Speaker> speakers;
    private final Timetable timetable = new Timetable();
    private final List<SpeakerLink> goneSpeakers = new ArrayList<>();

    private EchoLink goneEcho;
    private Hold hold;

    Happenings(List<Air> airs, Echo echo, List<Speaker> speakers) {
        this.airs = List.copyOf(airs);
        this.echo = echo;
        this.speakers = List.copyOf(speakers);
    }

    /** To be filled before the run. */
    Timetable timetable() {
        return timetable;
    }

    /** Has time stand, from within an entry of the timetable. */
    void hold(Hold hold) {
        this.hold = hold;
    }

    /** The loop is not to ask for this one any more; time stands until it does not. */
    void forget(SpeakerLink link) {
        goneSpeakers.add(link);
    }

    /** The loop is not to ask for this one any more; time stands until it does not. */
    void forget(EchoLink link) {
        goneEcho = link;
    }

    boolean areStanding() {
        return hold != null;
    }

    /** Looks, once a turn, whether time may go on; returns why it never will, null where it may. */
    RefusedException stand(long nowNs) {
        boolean isOver = hold.isOver(isAsRequired());
        RefusedException failure = hold.failure();
        if (isOver || failure != null) {
            Hold last = hold;
            hold = null;
            goneSpeakers.clear();
            goneEcho = null;
            if (failure == null) {
                last.end();
                happen(nowNs);
            }
        }
        return failure;
    }

    /** Whether the loop has asked, since the turn before, for all that is there and for nothing that is gone. */
    private boolean isAsRequired() {
        boolean isAsRequired = echo.link() == null || echo.wasAsked();
        isAsRequired &= goneEcho == null || !goneEcho.wasAsked();
        for (Speaker speaker : speakers) {
            isAsRequired &= speaker.link() == null || speaker.link().wasAsked();
        }
        for (SpeakerLink link : goneSpeakers) {
            isAsRequired &= !link.wasAsked();
        }
        return isAsRequired;
    }

    /** What the air and the timetable have for now; time may stand afterwards. */
    void happen(long nowNs) {
        for (int i = 0; i < airs.size(); i++) {
            airs.get(i).advance(nowNs);
        }
        while (hold == null && timetable.nextNs() <= nowNs) {
            timetable.run();
        }
    }

    /** When something happens next, {@link Long#MAX_VALUE} where nothing does. */
    long nextNs() {
        long next = timetable.nextNs();
        for (int i = 0; i < airs.size(); i++) {
            next = Math.min(next, airs.get(i).nextNs());
        }
        return next;
    }
}
