//! A table of the configuration becomes a store that can be asked, and a look at what stands there.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusty_s3::{Bucket, UrlStyle};

use crate::error::{Error, Result};
use crate::load::PUBLISHED;
use crate::model::{Encoding, PublishTarget};
use crate::publish::plan::Standing;
use crate::publish::published_manifest::{PublishedFile, PublishedManifest};
use crate::publish::store::credentials::{Search, of_store};
use crate::publish::store::objects::{self, Object};
use crate::publish::store::refusal::Refusal;
use crate::publish::store::requests::{Client, Wish};
use crate::publish::store::side_by_side::side_by_side;

/// A bucket, or a part of one.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) client: Client,
    pub(crate) prefix: String,
    pub(crate) encoding: Option<Encoding>,
    pub(crate) parallel: usize,
    pub(crate) single_writer: bool,
    pub(crate) lease: Duration,
}

/// What stands there.
#[derive(Debug, Default)]
pub(crate) struct StoreStanding {
    /// What the store calls the bytes of our manifest; none where there is none.
    pub(crate) manifest: Option<String>,
    /// Every object below the prefix, by address.
    pub(crate) objects: BTreeMap<String, Object>,
}

impl Store {
    /// # Errors
    /// When there are no credentials, and when the store's address cannot be made.
    pub(crate) fn new(target: &PublishTarget, bucket: &str) -> Result<Self> {
        let settings = of_store(target.profile.as_deref());
        let endpoint = target.endpoint.clone().or(settings.endpoint);
        let region = target.region.clone().or(settings.region);
        let region = region.unwrap_or_else(|| String::from("us-east-1"));
        let by_path = target.path_style.unwrap_or(endpoint.is_some());
        let style = if by_path { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let url = endpoint.unwrap_or_else(|| match region.as_str() {
            china if china.starts_with("cn-") => format!("https://s3.{china}.amazonaws.com.cn"),
            region => format!("https://s3.{region}.amazonaws.com"),
        });
        let none = || {
            Error::usage(format!(
                "`{url}` is no address of a store, or `{bucket}` no bucket's name; see to `endpoint`, `bucket` and `path_style`"
            ))
        };
        let parsed = url.parse().map_err(|_| none())?;
        let search = Search { profile: target.profile.clone(), region: region.clone() };
        let place = Bucket::new(parsed, style, bucket.to_owned(), region).map_err(|_| none())?;
        let lease = target.lease().and_then(|lease| Duration::try_from(lease).ok()).unwrap_or(Duration::from_secs(30));
        let prefix = match target.prefix.trim_end_matches('/') {
            "" => String::new(),
            prefix => format!("{}/", prefix.trim_start_matches('/')),
        };
        Ok(Self {
            client: Client::new(place, search, lease.max(Duration::from_secs(1)))?,
            prefix,
            encoding: target.compress.first().copied(),
            parallel: target.parallel,
            single_writer: target.single_writer,
            lease,
        })
    }

    pub(crate) fn shown(&self) -> String {
        let prefix = self.prefix.trim_end_matches('/');
        let slash = if prefix.is_empty() { "" } else { "/" };
        format!("the bucket `{}{slash}{prefix}`", self.client.bucket())
    }

    pub(crate) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// Looks at what stands there: one request for our manifest, and one for each thousand objects.
    ///
    /// # Errors
    /// When the store refuses.
    pub(crate) fn look(&self) -> Result<(Standing, StoreStanding)> {
        let key = self.key(PUBLISHED);
        let (manifest, etag) = match self.client.ask(Wish::Get(&key), &[]) {
            Ok(answer) => (Some(PublishedManifest::parse(&answer.body, PUBLISHED)?), answer.etag),
            Err(Refusal::Answered { status: 404, code, .. }) if code != "NoSuchBucket" => (None, None),
            // Who may not list is told "forbidden" of what is not there: the listing says which of the two it is.
            Err(Refusal::Answered { status: 403, code, .. }) if code == "AccessDenied" => (None, None),
            Err(refusal) => return Err(self.refused("reading what is published there", &refusal)),
        };
        let listed = self.objects();
        let objects = listed.map_err(|refusal| self.refused("listing what is there", &refusal))?;
        if manifest.is_none() && objects.contains_key(PUBLISHED) {
            let message = format!("`{key}` is there and cannot be read: let the credentials have s3:GetObject");
            return Err(Error::environment(message));
        }
        let is_other = |(address, file): &(&String, &PublishedFile)| {
            objects.get(*address).is_none_or(|object| Some(&object.etag) != file.etag.as_ref())
        };
        let files = manifest.iter().flat_map(|manifest| &manifest.files);
        let altered = files.filter(is_other).map(|(address, _)| address.clone()).collect();
        Ok((Standing { manifest, altered }, StoreStanding { manifest: etag, objects }))
    }

    /// Every object that is there, by address.
    pub(crate) fn objects(&self) -> Result<BTreeMap<String, Object>, Refusal> {
        let objects = objects::list(&self.client, &self.prefix)?;
        let nameless: Vec<String> =
            objects.iter().filter(|(_, object)| object.etag.is_empty()).map(|(address, _)| address.clone()).collect();
        let objects = Mutex::new(objects);
        // Some stores list objects without saying what is in them: there each one is asked about.
        side_by_side(&nameless, self.parallel, |address| {
            let etag = match self.client.ask(Wish::Head(&self.key(address)), &[]) {
                Ok(answer) => answer.etag.unwrap_or_default(),
                Err(refusal) if refusal.status() == 404 => String::new(),
                Err(refusal) => return Err(refusal),
            };
            objects.lock().unwrap_or_else(PoisonError::into_inner).insert(address.clone(), Object { etag });
            Ok(())
        })?;
        Ok(objects.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn key(&self, address: &str) -> String {
        format!("{}{address}", self.prefix)
    }

    pub(crate) fn refused(&self, doing: &str, refusal: &Refusal) -> Error {
        let why = refusal.said(self.client.bucket(), &self.client.found().place, self.client.skew());
        Error::environment(format!("{}, {doing}: {why}", self.shown()))
    }
}
