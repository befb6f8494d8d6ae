package org.stereobridge.codec.sbc.internal;

/**
 * The prototype filters of SBC (A2DP, appendix B, tables Proto_4_40 and Proto_8_80), laid out for the filter banks.
 *
 * <p>Both are symmetric about their middle but for the sign of the first coefficient of each group of 2M, so the
 * tables hold the first half.
 */
final class Prototype {

    /** Coefficients for each subband. */
    static final int TAPS = 10;

    private static final double[] HALF_4 = {
        0.00000000E+00, 5.36548976E-04, 1.49188357E-03, 2.73370904E-03,
        3.83720193E-03, 3.89205149E-03, 1.86581691E-03, -3.06012286E-03,
        1.09137620E-02, 2.04385087E-02, 2.88757392E-02, 3.21939290E-02,
        2.58767811E-02, 6.13245186E-03, -2.88217274E-02, -7.76463494E-02,
        1.35593274E-01, 1.94987841E-01, 2.46636662E-01, 2.81828203E-01,
        2.94315332E-01,
    };

    private static final double[] HALF_8 = {
        0.00000000E+00, 1.56575398E-04, 3.43256425E-04, 5.54620202E-04,
        8.23919506E-04, 1.13992507E-03, 1.47640169E-03, 1.78371725E-03,
        2.01182542E-03, 2.10371989E-03, 1.99454554E-03, 1.61656283E-03,
        9.02154502E-04, -1.78805361E-04, -1.64973098E-03, -3.49717454E-03,
        5.65949473E-03, 8.02941163E-03, 1.04584443E-02, 1.27472335E-02,
        1.46525263E-02, 1.59045603E-02, 1.62208471E-02, 1.53184106E-02,
        1.29371806E-02, 8.85757540E-03, 2.92408442E-03, -4.91578024E-03,
        -1.46404076E-02, -2.61098752E-02, -3.90751381E-02, -5.31873032E-02,
        6.79989431E-02, 8.29847578E-02, 9.75753918E-02, 1.11196689E-01,
        1.23264548E-01, 1.33264415E-01, 1.40753505E-01, 1.45389847E-01,
        1.46955068E-01,
    };

    private Prototype() {
    }

    /** The coefficients C[0..10M-1] of the analysis window. */
    static double[] coefficients(int subbands) {
        double[] half = subbands == 4 ? HALF_4 : HALF_8;
        double[] c = new double[TAPS * subbands];
        System.arraycopy(half, 0, c, 0, half.length);
        for (int i = half.length; i < c.length; i++) {
            double mirrored = half[c.length - i];
            c[i] = i % (2 * subbands) == 0 ? -mirrored : mirrored;
        }
        return c;
    }
}
