// French.
export default {
  code: 'fr',
  regions: ['FR', 'FR', 'BE', 'CH', 'SN', 'CI', 'MA', 'TN', 'DZ', 'CM', 'CA'],
  names: ['Camille', 'Mamadou', 'Julie', 'Karim', 'Élodie', 'Hugo', 'Fatou', 'Antoine'],
  phone: [
    'coucou c {n} voici mon nouveau num {p}', 'le livreur trouve pas, dites lui d appeler le {p}', '{p} c est mon mari il est a la maison', 'Port. {p}', 'joignable au {p} apres 18h', 'j attends depuis ce matin rappelez moi {p}', 'le mien {p} celui de ma mère {p}',
    'que whatsapp {p}', 'on m a appelé du {p} c etait pour quoi ?', 'Cordialement,\n{n} Lemoine\nService commercial\nTél : {p}\n{e}', 'Destinataire {n} tel {p} digicode en panne', 'pardon erreur c est {p}', 'sonnez au {p} en arrivant', 'le plombier {n} {p} très sérieux', '{p}', 'fixe {p}', 'REMBOURSEZ MOI {p}', 'Contact : {p} ou {e}',
  ],
  email: ['envoyez le devis à {e}', 'mon mail {e}', '{e}', 'facture pas reçue, vérifiez {e}', 'copie à {e} et {e}'],
  card: ['débité deux fois sur la carte {c}', 'carte {c} exp 09/27'],
  iban: ['remboursement sur {i} svp', 'RIB {i} titulaire {n} Lemoine', 'virement fait sur {i}'],
  hard: [
    'commande {ord} toujours en préparation', 'où est ma commande n°{ord}', 'colis {trk} bloqué depuis le {date}', 'facture {inv} de {price} échéance {date}', 'votre code est {otp}', 'rdv le {date} à {time}', 'code barre {bar}', 'numéro de série {ser}', 'colis {size} cm {kg} kg',
    'passé de {price} à {price}', 'vol {flight} arrivée {time}', 'contrat {pol} jusqu au {date}', 'ouvert {time}-{time}', 'relevé compteur {meter}', 'réf {sku} {qty} pièces', 'dossier {tick} clos', 'SIRET {siret}', 'chambre {room}', 'carte {badcard} refusée', 'position {geo}', 'insta @{h}',
  ],
  talk: ['ok merci', 'toujours dispo ?', 'vous faites un petit prix', 'à demain alors', 'pas de souci', 'mdr rapide', 'la bleue svp taille M', 'arrivée cassée, un pied fendu', 'combien de temps la livraison', 'en stock ?', 'je demande à ma femme', 'bonjour des nouvelles ?', 'oui svp', 'puis-je changer l adresse', 'merci beaucoup 🙏'],
};
