package org.stereobridge.bluez.internal.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.StreamUse;

/**
 * Which codec each speaker shall take: of those that it and we have, the first of its owner's list, then the first by
 * rank. bluetoothd asks our endpoints one after the other, the last used one first, and does not say for whom; but it
 * shows what the speaker has, and a radio calls one speaker at a time, so that all but one can refuse.
 *
 * <p>Control thread, but for {@link #admits} and {@link #chose}.
 */
public final class CodecChoice implements ObjectTree.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(CodecChoice.class);

    private final ObjectTree tree;
    private final Supplier<List<CodecId>> offered;
    private final Function<CodecId, Optional<CodecProvider>> codecs;
    private final IntSupplier rateHz;
    private final Function<String, List<String>> wishes;
    private final Map<String, Call> calls = new ConcurrentHashMap<>(); // by adapter
    private final Map<String, CodecId> chosen = new ConcurrentHashMap<>(); // by adapter
    private final Map<String, Set<CodecId>> refused = new HashMap<>(); // by device

    /** A speaker that is being called, and the codec that it shall take; empty while it is not known what it has. */
    private record Call(String devicePath, Optional<CodecId> best) {
    }

    /**
     * @param offered the codecs that are offered, the best first; any thread
     * @param codecs who codes a codec now; any thread
     * @param rateHz the rate that a stream must have
     * @param wishes the names of codecs in their owner's order, by the path of a device
     */
    public CodecChoice(ObjectTree tree, Supplier<List<CodecId>> offered,
            Function<CodecId, Optional<CodecProvider>> codecs, IntSupplier rateHz,
            Function<String, List<String>> wishes) {
        this.tree = tree;
        this.offered = offered;
        this.codecs = codecs;
        this.rateHz = rateHz;
        this.wishes = wishes;
    }

    /** Whether a stream to a speaker of this adapter may be of this codec. Any thread. */
    boolean admits(String adapterPath, CodecId codec) {
        Call call = calls.get(adapterPath);
        return call == null || call.best().isEmpty() || call.best().get().equals(codec);
    }

    /** bluetoothd was given a configuration of this codec. Any thread. */
    void chose(String adapterPath, CodecId codec) {
        chosen.put(adapterPath, codec);
    }

    /** A speaker is called from now on. */
    public void calling(String devicePath) {
        chosen.remove(Names.adapterOf(devicePath));
        calls.put(Names.adapterOf(devicePath), new Call(devicePath, best(devicePath)));
    }

    /** The call is over. Where the speaker refused the codec that it had itself, the next one is tried from now on. */
    public void answered(String devicePath, boolean isRefused) {
        calls.remove(Names.adapterOf(devicePath));
        CodecId codec = chosen.remove(Names.adapterOf(devicePath));
        if (isRefused && codec != null && !codec.equals(CodecId.SBC)
                && refused.computeIfAbsent(devicePath, any -> new HashSet<>()).add(codec)) {
            LOG.info("{} has {} and refuses it: left out", devicePath, codecName(codec));
        }
    }

    @Override
    public void added(BusObject object) {
        if (object.type().equals(Names.ENDPOINT)) {
            calls.replaceAll((adapter, call) -> object.path().startsWith(call.devicePath() + "/")
                    ? new Call(call.devicePath(), best(call.devicePath())) : call);
        }
    }

    /** The owner may have another wish: what a device refused may be tried again. */
    void forget(String devicePath) {
        refused.remove(devicePath);
    }

    /** The codec that a speaker shall take; empty while it is not known what it has. */
    Optional<CodecId> best(String devicePath) {
        List<BusObject> remote = tree.all(Names.ENDPOINT).filter(object -> object.path().startsWith(devicePath + "/")
                && object.text("UUID").equals(Names.A2DP_SINK)).toList();
        return order(devicePath).stream().filter(codec -> !refused.getOrDefault(devicePath, Set.of()).contains(codec))
                .filter(codec -> remote.stream().anyMatch(object -> fits(codec, object))).findFirst();
    }

    private List<CodecId> order(String devicePath) {
        List<CodecId> all = offered.get();
        List<CodecId> order = new ArrayList<>();
        wishes.apply(devicePath).forEach(name -> all.stream()
                .filter(codec -> codecName(codec).equalsIgnoreCase(name.strip())).forEach(order::add));
        order.addAll(all);
        return order;
    }

    private boolean fits(CodecId codec, BusObject remote) {
        var kind = new EndpointKind(StreamUse.SPEAKER, codec);
        return (byte) remote.number("Codec").orElse(-2) == kind.codecOctet()
                && kind.unwrap(remote.octets("Capabilities")).flatMap(octets -> codecs.apply(codec)
                .filter(provider -> provider.serves(StreamUse.SPEAKER))
                .flatMap(provider -> provider.choose(octets, StreamUse.SPEAKER, rateHz.getAsInt()))).isPresent();
    }

    private String codecName(CodecId codec) {
        return codecs.apply(codec).map(CodecProvider::codecName).orElse(codec.toString());
    }
}
