//! Suffixes under which anybody can register a name or rent a host.
//!
//! A short list by hand, so that builds don't pay for the whole public suffix list: the second
//! levels of country domains that are sold, and the hosting services that one meets.

/// Whether a host suffix, in lower case and without a leading dot, is shared by strangers.
pub(crate) fn is_shared(suffix: &str) -> bool {
    SHARED
        .iter()
        .any(|line| line.split(' ').any(|listed| listed == suffix))
}

#[rustfmt::skip]
const SHARED: &[&str] = &[
    // Country domains: Africa
    "co.ke or.ke ac.ke co.tz co.ug co.za org.za net.za web.za ac.za gov.za com.ng org.ng net.ng",
    "edu.ng gov.ng com.gh org.gh edu.gh com.eg org.eg net.eg edu.eg co.ma net.ma org.ma",
    // Country domains: Americas
    "com.ar net.ar org.ar gob.ar com.bo com.br net.br org.br gov.br com.co net.co org.co co.cr",
    "com.do com.ec com.gt com.mx org.mx com.pa com.pe org.pe com.py com.uy com.ve",
    // Country domains: Asia
    "co.ae ac.ae com.bd com.bh com.cn net.cn org.cn gov.cn edu.cn ac.cn com.hk net.hk org.hk",
    "edu.hk idv.hk co.id or.id ac.id go.id web.id my.id co.il org.il net.il ac.il co.in net.in",
    "org.in ac.in edu.in gov.in com.jo co.jp ne.jp or.jp ac.jp go.jp com.kw co.kr or.kr ne.kr",
    "ac.kr com.kz com.lk com.my net.my org.my edu.my gov.my com.np com.om com.ph net.ph org.ph",
    "edu.ph com.pk net.pk org.pk edu.pk com.qa com.sa net.sa org.sa com.sg net.sg org.sg edu.sg",
    "gov.sg co.th or.th in.th ac.th go.th com.tw net.tw org.tw idv.tw edu.tw co.uz com.uz",
    "com.vn net.vn org.vn edu.vn",
    // Country domains: Europe
    "co.at or.at ac.at gv.at com.by com.cy co.gg com.gi com.gr net.gr org.gr edu.gr com.hr",
    "co.hu co.im co.je com.mk com.mt com.pl net.pl org.pl edu.pl com.pt org.pt edu.pt com.ro",
    "org.ro co.rs org.rs in.rs com.ru com.tr net.tr org.tr edu.tr gov.tr com.ua net.ua org.ua",
    "co.uk org.uk net.uk me.uk ac.uk gov.uk com.es org.es edu.es com.fr edu.it gov.it",
    // Country domains: Oceania
    "com.au net.au org.au edu.au gov.au id.au co.nz net.nz org.nz ac.nz govt.nz",
    // Domains sold as if they were a country's
    "uk.com us.com eu.com de.com gb.net jp.net se.net uk.net br.com cn.com ru.com sa.com za.com",
    "co.com in.net eu.org us.org ae.org",
    // Amazon
    "amazonaws.com s3.amazonaws.com compute.amazonaws.com elb.amazonaws.com",
    "elasticbeanstalk.com on.aws amplifyapp.com cloudfront.net",
    // Google
    "appspot.com run.app a.run.app web.app firebaseapp.com cloudfunctions.net blogspot.com",
    "googleusercontent.com storage.googleapis.com",
    // Microsoft
    "azurewebsites.net azurestaticapps.net azureedge.net azurefd.net cloudapp.net",
    "cloudapp.azure.com azure-api.net azurecontainerapps.io blob.core.windows.net",
    "web.core.windows.net trafficmanager.net devtunnels.ms",
    // Other clouds
    "ondigitalocean.app digitaloceanspaces.com nip.io sslip.io your-server.de bubbleapps.io",
    // Site hosting
    "github.io githubusercontent.com app.github.dev gitlab.io codeberg.page readthedocs.io",
    "gitbook.io herokuapp.com vercel.app now.sh netlify.app pages.dev workers.dev r2.dev",
    "trycloudflare.com onrender.com fly.dev up.railway.app surge.sh glitch.me repl.co",
    "replit.app replit.dev stackblitz.io webcontainer.io csb.app codesandbox.io deno.dev",
    "koyeb.app northflank.app gigalixirapp.com pythonanywhere.com streamlit.app hf.space",
    // Tunnels and dynamic names
    "ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev loca.lt localtunnel.me",
    "localhost.run serveo.net duckdns.org no-ip.org ddns.net ts.net synology.me myqnapcloud.com",
    // Shops, pages and blogs
    "myshopify.com wixsite.com weebly.com webflow.io framer.app carrd.co notion.site",
    "wordpress.com wpenginepowered.com kinsta.cloud pantheonsite.io ghost.io jimdosite.com",
    "strikingly.com godaddysites.com bigcartel.com mybigcommerce.com",
];

#[cfg(test)]
mod tests {
    use super::{SHARED, is_shared};
    use std::collections::HashSet;

    #[test]
    fn listed_once_and_plain() {
        let mut seen = HashSet::new();
        for suffix in SHARED.iter().flat_map(|line| line.split(' ')) {
            assert!(seen.insert(suffix), "{suffix} is listed twice");
            assert!(
                suffix.contains('.'),
                "{suffix} has one label, which no wildcard gets to"
            );
            let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.');
            assert!(suffix.bytes().all(plain), "{suffix}");
        }
    }

    #[test]
    fn whole_suffixes_only() {
        assert!(is_shared("co.uk") && is_shared("github.io") && is_shared("ngrok-free.app"));
        assert!(!is_shared("vendor.co.uk") && !is_shared("uk") && !is_shared("o.uk"));
        assert!(!is_shared("leaddesk.com") && !is_shared("co.uk org.uk") && !is_shared(""));
    }
}
